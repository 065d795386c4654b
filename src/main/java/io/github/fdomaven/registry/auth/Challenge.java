package io.github.fdomaven.registry.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A challenge of a WWW-Authenticate header: the credentials that a server demands (RFC 9110, section 11).
 *
 * @param scheme the scheme, in lower case
 * @param parameters the parameters, with names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** Parses all challenges of a response, whether in one header or in several. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        headers.forEach(header -> challenges.addAll(new Parser(header).parse()));
        return challenges;
    }

    /** The value of a parameter, unless it is empty. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** Parses one header, and ignores its invalid parts. */
    private static final class Parser {

        private static final String SPACE = " \t";
        private static final String SEPARATORS = " \t,=\"";

        /** Credentials without a name, which end the challenge. They are not used by Basic and Bearer. */
        private static final Pattern TOKEN68 = Pattern.compile("[A-Za-z0-9._~+/-]++=*+(?=[ \t]*+(?:,|$))");

        private final String text;
        private int position;

        Parser(String text) {
            this.text = text;
        }

        List<Challenge> parse() {
            List<Challenge> challenges = new ArrayList<>();
            Map<String, String> parameters = new TreeMap<>();
            String scheme = "";
            for (skip(" \t,"); position < text.length(); skip(" \t,")) {
                String word = word().toLowerCase(Locale.ROOT);
                if (word.isEmpty()) {
                    position++;
                } else if (isParameter()) {
                    parameters.putIfAbsent(word, value());
                } else {
                    add(challenges, scheme, parameters);
                    scheme = word;
                    parameters.clear();
                    skipToken68();
                }
            }
            add(challenges, scheme, parameters);
            return challenges;
        }

        private static void add(List<Challenge> challenges, String scheme, Map<String, String> parameters) {
            if (!scheme.isEmpty()) {
                challenges.add(new Challenge(scheme, parameters));
            }
        }

        private boolean isParameter() {
            int start = position;
            skip(SPACE);
            if (at('=')) {
                return true;
            }
            position = start;
            return false;
        }

        private String value() {
            position++;
            skip(SPACE);
            return at('"') ? quoted() : word();
        }

        private void skipToken68() {
            skip(SPACE);
            Matcher token = TOKEN68.matcher(text).region(position, text.length());
            if (token.lookingAt()) {
                position = token.end();
            }
        }

        private String word() {
            int start = position;
            while (position < text.length() && SEPARATORS.indexOf(text.charAt(position)) < 0) {
                position++;
            }
            return text.substring(start, position);
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            for (position++; position < text.length() && !at('"'); position++) {
                if (at('\\') && position + 1 < text.length()) {
                    position++;
                }
                value.append(text.charAt(position));
            }
            position++;
            return value.toString();
        }

        private void skip(String characters) {
            while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
                position++;
            }
        }

        private boolean at(char character) {
            return position < text.length() && text.charAt(position) == character;
        }
    }
}

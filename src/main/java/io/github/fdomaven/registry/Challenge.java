package io.github.fdomaven.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a server wants to be told who we are: one challenge of a WWW-Authenticate header (RFC 9110, section 11).
 *
 * @param scheme the scheme, in lower case
 * @param parameters the parameters, their names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

    /** Reads all the challenges of an answer, whether in one header or in several. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        headers.forEach(header -> new Scanner(header).addTo(challenges));
        return challenges;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** Goes through a header. What it cannot make sense of it passes over. */
    private static final class Scanner {

        private static final String SEPARATORS = " \t,=\"";

        private final String text;
        private int position;

        Scanner(String text) {
            this.text = text;
        }

        void addTo(List<Challenge> challenges) {
            Challenge current = null;
            for (skip(" \t,"); position < text.length(); skip(" \t,=\"")) {
                String word = word();
                skip(" \t");
                if (!at('=')) {
                    current = new Challenge(word.toLowerCase(Locale.ROOT), new TreeMap<>());
                    challenges.add(current);
                } else {
                    position++;
                    skip(" \t");
                    String value = at('"') ? quoted() : word();
                    if (current != null) {
                        current.parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value);
                    }
                }
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

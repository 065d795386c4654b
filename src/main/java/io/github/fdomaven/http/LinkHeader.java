package io.github.fdomaven.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the next page in Link headers (RFC 8288), in the spellings that other clients accept. */
final class LinkHeader {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(/|\\?|https?:).*");

    private final String text;
    private int position;
    private String target = "";
    private Optional<String> relation = Optional.empty();

    private LinkHeader(String text) {
        this.text = text;
    }

    /** The address of the next page, as the server wrote it. Without relations, the first address is the next page. */
    static Optional<String> next(List<String> headers) {
        Optional<String> unrelated = Optional.empty();
        for (String header : headers) {
            LinkHeader link = new LinkHeader(header);
            while (link.read()) {
                if (link.relation.filter(LinkHeader::isNext).isPresent()) {
                    return Optional.of(link.target);
                }
                if (link.relation.isEmpty() && unrelated.isEmpty()) {
                    unrelated = Optional.of(link.target);
                }
            }
        }
        return unrelated;
    }

    private static boolean isNext(String relations) {
        return List.of(relations.strip().split("\\s+")).stream().anyMatch("next"::equalsIgnoreCase);
    }

    private boolean isAtEnd() {
        return position >= text.length();
    }

    /** Reads the next link: an address in angle brackets or without them, and its parameters. */
    private boolean read() {
        target = "";
        while (target.isEmpty() && !isAtEnd()) {
            skip(" \t,");
            if (!isAtEnd() && text.charAt(position) == '<') {
                position++;
                target = until(">").strip();
                position = Math.min(position + 1, text.length());
            } else {
                String address = until(";").strip();
                target = ADDRESS.matcher(address).matches() ? address : "";
            }
            parameters();
        }
        return !target.isEmpty();
    }

    private void parameters() {
        relation = Optional.empty();
        for (skip(" \t"); !isAtEnd() && text.charAt(position) == ';'; skip(" \t")) {
            position++;
            String name = until("=;,").strip();
            if (!isAtEnd() && text.charAt(position) == '=') {
                position++;
                String value = value();
                relation = name.equalsIgnoreCase("rel") ? relation.or(() -> Optional.of(value)) : relation;
            }
        }
        until(",");
    }

    private String value() {
        skip(" \t");
        if (isAtEnd() || "\"'".indexOf(text.charAt(position)) < 0) {
            return until(";,").strip();
        }
        int end = text.indexOf(text.charAt(position), position + 1);
        String value = text.substring(position + 1, end < 0 ? text.length() : end);
        position = end < 0 ? text.length() : end + 1;
        return value;
    }

    private String until(String delimiters) {
        int start = position;
        while (!isAtEnd() && delimiters.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private void skip(String characters) {
        while (!isAtEnd() && characters.indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }
}

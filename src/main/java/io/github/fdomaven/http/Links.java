package io.github.fdomaven.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads Link headers (RFC 8288). */
public final class Links {

    private static final Pattern LINK = Pattern.compile("<([^>]*+)>([^<]*+)");
    private static final Pattern NEXT =
            Pattern.compile("(?i);\\s*+rel\\s*+=\\s*+(?:next\\b|\"(?:[^\"]*\\s)?next[\\s\"])");

    private Links() {}

    /** {@return the address of the next page, as the server wrote it} */
    public static Optional<String> next(List<String> headers) {
        return headers.stream()
                .flatMap(header -> LINK.matcher(header).results())
                .filter(link -> NEXT.matcher(link.group(2)).find())
                .map((MatchResult link) -> link.group(1))
                .findFirst();
    }
}

package io.github.fdomaven.gitlab;

import io.github.fdomaven.http.Links;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages in which GitLab gives out lists. */
final class Pages {

    /** The longest pages that GitLab has. */
    static final String QUERY = "per_page=100";

    private Pages() {}

    /**
     * The query of the next page. No more is taken of a link than that: the token goes to the address that was set, wherever a
     * link leads.
     */
    static Optional<String> next(HttpURLConnection connection) {
        List<String> links = connection.getHeaderFields().entrySet().stream()
                .filter(header -> "Link".equalsIgnoreCase(header.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(List::stream)
                .toList();
        return Links.next(links)
                .map(Pages::query)
                .or(() -> Optional.ofNullable(connection.getHeaderField("X-Next-Page"))
                        .map(String::strip)
                        .filter(page -> page.matches("[0-9]{1,9}"))
                        .map(page -> QUERY + "&page=" + page));
    }

    /** An odd link leads back to where we were, which is noticed: half a list must not be taken for the whole. */
    private static String query(String link) {
        try {
            return Optional.ofNullable(new URI(link).getRawQuery()).orElse(QUERY);
        } catch (URISyntaxException e) {
            return QUERY;
        }
    }
}

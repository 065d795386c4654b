package io.github.fdomaven.registry;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What is done with addresses. */
final class Uris {

    private Uris() {}

    /** An address without what may be secret in it: the user, and the query with its signatures. */
    static String plain(URI uri) {
        return origin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** Who is spoken to, and how. */
    static String origin(URI uri) {
        return uri.getScheme() + "://" + authority(uri);
    }

    static String authority(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** An address with one more parameter. What is there already stays as it is, to the letter. */
    static URI with(URI uri, String parameter, String value) {
        String text = uri.toString();
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(text + separator + parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}

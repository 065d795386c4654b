package io.github.fdomaven.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Parts of addresses. */
public final class Uris {

    private Uris() {}

    /** {@return whether an address has a host, and the scheme http or https} */
    public static boolean isHttp(URI uri) {
        return uri.getHost() != null && (PlainHttp.SCHEME.equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    }

    /** {@return host and port} */
    public static String authority(URI uri) {
        return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    /** {@return scheme, host and port} */
    public static String origin(URI uri) {
        return uri.getScheme() + "://" + authority(uri);
    }

    /** {@return the address without user and query, which can hold secrets} */
    public static String withoutSecrets(URI uri) {
        return origin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** {@return the address with another query parameter, whose value is not encoded yet} */
    public static URI withParameter(URI uri, String name, String value) {
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + separator + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}

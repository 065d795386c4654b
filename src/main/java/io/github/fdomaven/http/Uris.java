package io.github.fdomaven.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of addresses, and addresses in answers. */
public final class Uris {

    private static final int MAX_PORT = 65535;

    /** For the addresses whose host Java does not accept, such as a name with an underscore. */
    private static final Pattern AUTHORITY = Pattern.compile("(?:[^@]*@)?(\\[[^]@]*]|[^:@\\[\\]]+)(?::([0-9]{0,5}))?");

    /** Scheme and authority, where brackets are allowed. */
    private static final Pattern ORIGIN = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#]*");

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final String UNCHANGED = "-._~:/?@!$&'()*+,;=";

    private Uris() {}

    /** A host, empty if there is none, and a port, -1 if there is none. */
    private record Authority(String host, int port) {

        static Authority of(URI uri) {
            if (uri.getHost() != null) {
                return new Authority(uri.getHost(), uri.getPort());
            }
            Matcher parts = AUTHORITY.matcher(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
            if (!parts.matches()) {
                return new Authority("", -1);
            }
            String port = parts.group(2) == null ? "" : parts.group(2);
            return new Authority(parts.group(1), port.isEmpty() ? -1 : Integer.parseInt(port));
        }

        @Override
        public String toString() {
            return port < 0 ? host : host + ":" + port;
        }
    }

    /** {@return whether an address has a host, and the scheme http or https} */
    public static boolean isHttp(URI uri) {
        boolean http = PlainHttp.isPlain(uri) || "https".equalsIgnoreCase(uri.getScheme());
        Authority authority = Authority.of(uri);
        return http && !authority.host().isEmpty() && authority.port() <= MAX_PORT && authority.port() != 0;
    }

    /** {@return the host; empty if there is none} */
    static String host(URI uri) {
        return Authority.of(uri).host();
    }

    /** The port; -1 if there is none. */
    static int port(URI uri) {
        return Authority.of(uri).port();
    }

    /** The port, or the usual port of the scheme. */
    static int usedPort(URI uri) {
        return port(uri) >= 0 ? port(uri) : usualPort(uri);
    }

    private static int usualPort(URI uri) {
        return PlainHttp.isPlain(uri) ? 80 : 443;
    }

    /** {@return host and port} */
    public static String authority(URI uri) {
        return Authority.of(uri).toString();
    }

    /** {@return scheme, host and port, in the one form that all spellings of an origin share} */
    public static String origin(URI uri) {
        Authority authority = Authority.of(uri);
        String shown = authority.port() == usualPort(uri) ? authority.host() : authority.toString();
        return (uri.getScheme() + "://" + shown).toLowerCase(Locale.ROOT);
    }

    /** The same address with another scheme. */
    static URI withScheme(URI uri, String scheme) {
        return URI.create(scheme + "://" + authority(uri) + target(uri));
    }

    /** Path and query, as in a request. */
    static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** {@return the address without user and query, which can hold secrets} */
    public static String withoutSecrets(URI uri) {
        return origin(uri) + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** {@return the address with another query parameter, whose value is not encoded yet} */
    public static URI withParameter(URI uri, String name, String value) {
        String query = uri.getRawQuery();
        String separator = query == null ? "?" : query.isEmpty() ? "" : "&";
        return URI.create(uri + separator + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /**
     * {@return an address in an answer, which can be relative, or empty if it is not an http address} As other clients do, it
     * encodes characters that the server should have encoded.
     */
    static Optional<URI> resolve(URI base, String location) {
        // Java resolves an address without a path against the directory.
        return parse(
                location,
                address -> address.startsWith("?")
                        ? URI.create(origin(base) + target(base).split("\\?", 2)[0] + address)
                        : base.resolve(address));
    }

    /** {@return an absolute address in an answer, encoded like others, or empty if it is not an http address} */
    public static Optional<URI> absolute(String location) {
        return parse(location, URI::create);
    }

    /** A fragment is not a part of a request. */
    private static Optional<URI> parse(String location, Function<String, URI> parser) {
        String text = location.split("#", 2)[0].strip();
        if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(encoded(text))).filter(Uris::isHttp).map(Uris::plain);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return the path and the query of an address in an answer, on another server; empty if it is not an http address}
     *
     * @param server an address on the server
     * @param base the address that the answer is from
     */
    public static Optional<URI> withTarget(URI server, URI base, String location) {
        return resolve(base, location).map(found -> URI.create(origin(server) + target(found)));
    }

    /** The same address without user and dot segments. */
    private static URI plain(URI uri) {
        String path = uri.getRawPath();
        boolean dots = path.contains("/./") || path.contains("/../") || path.endsWith("/.") || path.endsWith("/..");
        String plain = dots ? uri.normalize().getRawPath().replaceFirst("^(/\\.\\.)+(?=/|$)", "") : path;
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String authority = authority(uri).toLowerCase(Locale.ROOT);
        return URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + authority + plain + query);
    }

    private static String encoded(String text) {
        Matcher origin = ORIGIN.matcher(text);
        int start = origin.lookingAt() ? origin.end() : 0;
        StringBuilder encoded = new StringBuilder(text.substring(0, start));
        Matcher escape = ESCAPE.matcher(text);
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean kept = c < 0x80 && (Character.isLetterOrDigit(c) || UNCHANGED.indexOf(c) >= 0)
                    || c == '%' && escape.region(i, text.length()).lookingAt();
            if (kept) {
                encoded.append(c);
            } else {
                // A header has bytes, each of them as one character.
                for (byte octet :
                        String.valueOf(c).getBytes(c < 0x100 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)) {
                    encoded.append("%%%02X".formatted(octet));
                }
            }
        }
        return encoded.toString();
    }
}

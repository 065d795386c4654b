package io.github.fdomaven.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a proxy in an environment variable, such as {@code http://user:password@proxy.example.org:3128}.
 *
 * @param scheme the scheme; {@code http} if the address has none
 * @param user user and password, as they are in the address
 * @param host the host, which can be empty
 * @param port the digits of the port; empty if the address has none
 */
public record ProxyAddress(String scheme, Optional<String> user, String host, String port) {

    /** A password may have characters that a URL cannot have. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?s)(?:([A-Za-z][A-Za-z0-9+.-]*)://)?(?:(.*)@)?(\\[[^\\]]*]|[^:/?#]*)(?::(\\d*))?.*");

    /** {@return the parts of an address} */
    public static ProxyAddress parse(String text) {
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not an address of a proxy.");
        }
        return new ProxyAddress(
                Optional.ofNullable(parts.group(1)).orElse(PlainHttp.SCHEME),
                Optional.ofNullable(parts.group(2)),
                parts.group(3),
                Optional.ofNullable(parts.group(4)).orElse(""));
    }

    /** {@return a text of an address without its percent-encoding} */
    public static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** User and password, decoded. */
    Optional<BasicCredentials> credentials() {
        return user.map(text -> {
            String[] parts = text.split(":", 2);
            return new BasicCredentials(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
        });
    }

    /** Leaves out user and password. */
    @Override
    public String toString() {
        return port.isEmpty() ? host : host + ":" + port;
    }
}

package io.github.fdomaven.engine.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The common parts of TCP and ssh addresses. The parser refuses everything that it does not know. */
record RemoteHost(String name, OptionalInt port, Optional<String> user, String path) {

    private static final int MAX_PORT = 65535;

    /** The name becomes an argument of ssh, where a leading dash would make it an option. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+]");

    static RemoteHost parse(String text) {
        URI uri = uri(text);
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String rest = authority.substring(at + 1);
        int colon = rest.indexOf(':', rest.lastIndexOf(']') + 1);
        String name = colon < 0 ? rest : rest.substring(0, colon);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the host is missing");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not a host name");
        }
        String path = uri.getRawPath() == null ? "" : uri.getPath();
        String portText = colon < 0 ? "" : rest.substring(colon + 1);
        if (at < 0 && path.contains("@") && !portText.matches("[0-9]*")) {
            // The text is not shown: it may be the beginning of a password that contains a slash.
            throw new IllegalArgumentException("the text after the ':' is not a port, and passwords are not supported");
        }
        return new RemoteHost(
                name,
                colon < 0 ? OptionalInt.empty() : OptionalInt.of(port(portText)),
                at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at)),
                path.equals("/") ? "" : path);
    }

    private static URI uri(String text) {
        if (text.endsWith("://")) {
            throw new IllegalArgumentException("the host is missing");
        }
        try {
            URI uri = new URI(text);
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("it contains a '?' or a '#'");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL: " + e.getReason(), e);
        }
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= MAX_PORT) {
                return port;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a port");
    }
}

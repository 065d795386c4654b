package io.github.fdomaven.engine.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The parts that addresses of other machines have in common, read strictly: what is not understood is refused. */
record Host(String name, OptionalInt port, String user, String path) {

    private static final int HIGHEST_PORT = 65535;

    /** It ends up on the command line of ssh, where a name that begins with a dash would be an option. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+]");

    static Host parse(String text) {
        URI uri;
        if (text.endsWith("://")) {
            throw new IllegalArgumentException("it has no host");
        }
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL: " + e.getReason(), e);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("it has a '?' or a '#'");
        }
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String rest = authority.substring(at + 1);
        int colon = rest.indexOf(':', rest.lastIndexOf(']') + 1);
        String name = colon < 0 ? rest : rest.substring(0, colon);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("it has no host");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a host");
        }
        String path = uri.getRawPath() == null ? "" : uri.getPath();
        if (at < 0
                && colon >= 0
                && path.contains("@")
                && !rest.substring(colon + 1).matches("[0-9]*")) {
            // Not shown, for it may be the beginning of a password that has a slash.
            throw new IllegalArgumentException("what follows the ':' is not a port, and a password has no place in it");
        }
        OptionalInt port = colon < 0 ? OptionalInt.empty() : OptionalInt.of(port(rest.substring(colon + 1)));
        return new Host(name, port, at < 0 ? null : authority.substring(0, at), path.equals("/") ? "" : path);
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(text);
            if (port > 0 && port <= HIGHEST_PORT) {
                return port;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a port");
    }

    static String withPort(String name, OptionalInt port) {
        return port.isPresent() ? name + ":" + port.getAsInt() : name;
    }
}

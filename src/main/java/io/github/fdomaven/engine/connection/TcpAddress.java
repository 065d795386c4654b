package io.github.fdomaven.engine.connection;

import java.util.Optional;

/**
 * A TCP port.
 *
 * @param scheme {@code tcp} or {@code https}, as the user wrote it
 * @param host the host name, or an IPv6 address in brackets
 * @param tls the files for TLS; without them the connection is not encrypted
 */
record TcpAddress(String scheme, String host, int port, Optional<TlsFiles> tls) implements EngineAddress {

    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    static TcpAddress parse(String text) {
        RemoteHost remote = RemoteHost.parse(text);
        if (remote.user().isPresent()) {
            throw new IllegalArgumentException("an engine has no users: remove the text before the '@'");
        }
        if (!remote.path().isEmpty()) {
            throw new IllegalArgumentException("it has a path after the host");
        }
        boolean isTls = text.startsWith("https");
        return new TcpAddress(
                isTls ? "https" : "tcp",
                remote.name(),
                remote.port().orElse(isTls ? TLS_PORT : PLAIN_PORT),
                isTls ? Optional.of(TlsFiles.NONE) : Optional.empty());
    }

    /** Returns this address with TLS. The text is the address as the user wrote it: without a port, it has the port for TLS. */
    TcpAddress with(TlsFiles files, String text) {
        return new TcpAddress(scheme, host, RemoteHost.parse(text).port().orElse(TLS_PORT), Optional.of(files));
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}

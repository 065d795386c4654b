package io.github.fdomaven.engine.connection;

import java.util.Optional;

/**
 * A port of this or another machine.
 *
 * @param scheme how its address begins, as it was written
 * @param host the name of the machine, an IPv6 address in brackets
 * @param port the port
 * @param tls what TLS is spoken with; without it the port is spoken to in the open
 */
public record TcpAddress(String scheme, String host, int port, Optional<TlsFiles> tls) implements EngineAddress {

    /** The port of an engine that is spoken to in the open. */
    private static final int OPEN_PORT = 2375;

    private static final int TLS_PORT = 2376;

    static TcpAddress parse(String text) {
        Host host = Host.parse(text);
        if (host.user() != null) {
            throw new IllegalArgumentException("an engine knows no users: leave out what stands before the '@'");
        }
        if (!host.path().isEmpty()) {
            throw new IllegalArgumentException("it has a path after the host");
        }
        boolean isTls = text.startsWith("https");
        return new TcpAddress(
                isTls ? "https" : "tcp",
                host.name(),
                host.port().orElse(isTls ? TLS_PORT : OPEN_PORT),
                isTls ? Optional.of(TlsFiles.NONE) : Optional.empty());
    }

    /**
     * {@return the address with TLS}
     *
     * @param files what it is spoken with
     * @param text the address as it was written: where it has no port, it is the one for TLS
     */
    TcpAddress with(TlsFiles files, String text) {
        return new TcpAddress(scheme, host, Host.parse(text).port().orElse(TLS_PORT), Optional.of(files));
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}

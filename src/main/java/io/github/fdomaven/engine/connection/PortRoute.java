package io.github.fdomaven.engine.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** The way to a port. */
record PortRoute(URI endpoint, Optional<SSLContext> tls) implements Route {

    private static final Duration REFUSAL = Duration.ofSeconds(2);

    /** Only here, and only where TLS is spoken, the classes that read its material are loaded. */
    static PortRoute to(TcpAddress address) {
        URI endpoint = URI.create("tcp://" + address.host() + ":" + address.port());
        return new PortRoute(endpoint, address.tls().map(TlsMaterial::context));
    }

    /**
     * In TLS 1.3 our side is done before the engine looks at our certificate. So a client that begins to speak at once may
     * find the connection broken; one that listens first is told why.
     */
    @Override
    public Throwable diagnose(Throwable failure) {
        boolean isKnown = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(SSLException.class::isInstance);
        if (isKnown || tls.isEmpty()) {
            return failure;
        }
        try {
            listen(tls.get());
            return failure;
        } catch (SSLException e) {
            return e;
        } catch (IOException e) {
            return failure;
        }
    }

    private void listen(SSLContext context) throws IOException {
        String host = endpoint.getHost().replaceAll("[\\[\\]]", "");
        int limit = (int) REFUSAL.toMillis();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, endpoint.getPort()), limit);
            plain.setSoTimeout(limit);
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, host, endpoint.getPort(), true)) {
                socket.startHandshake();
                socket.getInputStream().read();
            }
        } catch (SocketTimeoutException e) {
            // It accepts us, or says nothing at all.
        }
    }
}

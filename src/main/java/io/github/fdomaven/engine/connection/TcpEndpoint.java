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

/** A TCP port, with or without TLS. */
record TcpEndpoint(URI uri, Optional<SSLContext> tls) implements EngineEndpoint {

    private static final Duration REFUSAL_TIMEOUT = Duration.ofSeconds(2);

    /** The classes that read TLS files are loaded here, and only if the address has TLS. */
    static TcpEndpoint of(TcpAddress address) {
        URI uri = URI.create("tcp://" + address.host() + ":" + address.port());
        return new TcpEndpoint(uri, address.tls().map(TlsFiles::context));
    }

    /**
     * In TLS 1.3 the client's handshake ends before the server checks the client's certificate. A client that writes first may
     * only see a broken connection. A client that reads first receives the reason, so this method connects again and reads.
     */
    @Override
    public Throwable diagnose(Throwable failure) {
        boolean isKnown = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(SSLException.class::isInstance);
        if (isKnown || tls.isEmpty()) {
            return failure;
        }
        try {
            readFirst(tls.get());
            return failure;
        } catch (SSLException e) {
            return e;
        } catch (IOException e) {
            return failure;
        }
    }

    private void readFirst(SSLContext context) throws IOException {
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        int limit = (int) REFUSAL_TIMEOUT.toMillis();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, uri.getPort()), limit);
            plain.setSoTimeout(limit);
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, host, uri.getPort(), true)) {
                socket.startHandshake();
                socket.getInputStream().read();
            }
        } catch (SocketTimeoutException e) {
            // The server accepted the certificate, or does not answer.
        }
    }
}

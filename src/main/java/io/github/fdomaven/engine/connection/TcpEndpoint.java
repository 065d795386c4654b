package io.github.fdomaven.engine.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** A TCP port, with or without TLS. */
record TcpEndpoint(URI uri, Optional<SSLContext> tls) implements EngineEndpoint {

    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(30);

    /** Passes completely if the server accepts the certificate. */
    private static final Duration REFUSAL_TIMEOUT = Duration.ofSeconds(10);

    /** The classes that read TLS files are loaded here, and only if the address has TLS. */
    static TcpEndpoint of(TcpAddress address) {
        URI uri = URI.create("tcp://" + address.host() + ":" + address.port());
        return new TcpEndpoint(uri, address.tls().map(TlsFiles::context));
    }

    /**
     * Connects again, because a client may not see why TLS failed. If the host has several addresses, the client tells of the last
     * one only. In TLS 1.3 the client's handshake ends before the server checks the client's certificate: a client that writes first
     * may only see a broken connection, and a client that reads first receives the reason.
     */
    @Override
    public Throwable diagnose(Throwable failure) {
        boolean isKnown = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(SSLException.class::isInstance);
        if (isKnown || tls.isEmpty()) {
            return failure;
        }
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                Optional<SSLException> problem = problem(tls.get(), host, address);
                if (problem.isPresent()) {
                    return problem.get();
                }
            }
        } catch (UnknownHostException e) {
            return failure;
        }
        return failure;
    }

    private Optional<SSLException> problem(SSLContext context, String host, InetAddress address) {
        try {
            readFirst(context, host, address);
            return Optional.empty();
        } catch (SSLException e) {
            return Optional.of(ofOtherHost(e).orElse(e));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void readFirst(SSLContext context, String host, InetAddress address) throws IOException {
        int limit = (int) REFUSAL_TIMEOUT.toMillis();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, uri.getPort()), limit);
            plain.setSoTimeout((int) HANDSHAKE_TIMEOUT.toMillis());
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, host, uri.getPort(), true)) {
                SSLParameters parameters = socket.getSSLParameters();
                // Verifies the host name too (RFC 2818).
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                socket.setSoTimeout(limit);
                socket.getInputStream().read();
            }
        } catch (SocketTimeoutException e) {
            // The server accepted the certificate, or does not answer.
        }
    }

    /** Java has no exception of its own for a certificate of another host, only for other invalid certificates. */
    private static Optional<SSLException> ofOtherHost(SSLException problem) {
        return Stream.iterate((Throwable) problem, cause -> cause != null, Throwable::getCause)
                .filter(cause -> cause.getClass().equals(CertificateException.class))
                .findFirst()
                .map(cause -> new SSLPeerUnverifiedException(cause.getMessage()));
    }
}

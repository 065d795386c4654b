package io.github.fdomaven.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections: directly, or through a proxy. */
final class Connector {

    private final TimeLimits limits;

    Connector(TimeLimits limits) {
        this.limits = limits;
    }

    /**
     * Connects to the server of an address, with TLS if the address demands it.
     *
     * @param proxy the proxy for HTTP
     * @param system the proxy of Java's system properties, which is used if it is a SOCKS proxy
     * @param tls makes the TLS connection; called when it is needed
     */
    HttpConnection open(URI uri, Optional<HttpProxy> proxy, Proxy system, Supplier<SSLSocketFactory> tls)
            throws IOException {
        if (proxy.isPresent()) {
            return through(
                    proxy.get(),
                    uri,
                    tls,
                    connect(proxy.get().host(), proxy.get().port()));
        }
        Socket socket =
                system.type() == Proxy.Type.SOCKS ? connect(system, uri) : connect(Uris.host(uri), Uris.usedPort(uri));
        return finish(new HttpConnection(socket, Optional.empty()), uri, tls, connection -> {});
    }

    private HttpConnection through(HttpProxy proxy, URI uri, Supplier<SSLSocketFactory> tls, Socket socket)
            throws IOException {
        if (PlainHttp.isPlain(uri)) {
            return new HttpConnection(socket, Optional.of(proxy));
        }
        return finish(
                new HttpConnection(socket, Optional.empty()),
                uri,
                tls,
                connection -> Tunnel.open(connection, Uris.host(uri), Uris.usedPort(uri), proxy.credentials()));
    }

    @FunctionalInterface
    private interface Step {
        void run(HttpConnection connection) throws IOException;
    }

    private HttpConnection finish(HttpConnection connection, URI uri, Supplier<SSLSocketFactory> tls, Step first)
            throws IOException {
        try {
            connection.limitReading(
                    TransferLimit.total(limits.response()), limits.connect().toMillis());
            connection.limitWriting(TransferLimit.total(limits.response()));
            first.run(connection);
            if (!PlainHttp.isPlain(uri)) {
                connection.secure(tls.get(), Uris.host(uri).replaceAll("[\\[\\]]", ""), Uris.usedPort(uri));
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Socket connect(Proxy socks, URI uri) throws IOException {
        Socket socket = new Socket(socks);
        return connect(
                socket,
                InetSocketAddress.createUnresolved(Uris.host(uri), Uris.usedPort(uri)),
                limits.connect().toMillis());
    }

    /** Tries all addresses of a host within the limit, so that an unreachable IPv6 address does not hide the IPv4 one. */
    private Socket connect(String host, int port) throws IOException {
        long end = System.nanoTime() + limits.connect().toNanos();
        InetAddress[] addresses = InetAddress.getAllByName(host);
        IOException failure = new SocketTimeoutException();
        for (int i = 0; i < addresses.length; i++) {
            long left = (end - System.nanoTime()) / 1_000_000 / (addresses.length - i);
            if (left > 0) {
                try {
                    return connect(new Socket(Proxy.NO_PROXY), new InetSocketAddress(addresses[i], port), left);
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        throw failure;
    }

    private static Socket connect(Socket socket, InetSocketAddress address, long millis) throws IOException {
        try {
            socket.connect(address, (int) millis);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}

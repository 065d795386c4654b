package io.github.fdomaven.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes TLS connections through a proxy. Java's own way through a proxy would do but for its password: unless a system
 * property says otherwise when Java starts ({@code jdk.http.auth.tunneling.disabledSchemes}), Basic credentials are not
 * sent to open a tunnel.
 */
final class TunnelFactory extends SSLSocketFactory {

    private final HttpProxy proxy;
    private final SSLSocketFactory tls;

    TunnelFactory(HttpProxy proxy, SSLSocketFactory tls) {
        this.proxy = proxy;
        this.tls = tls;
    }

    /** What Java asks for first, to connect it by itself. */
    @Override
    public Socket createSocket() {
        return new TunnelSocket(proxy);
    }

    /** What Java asks for next, once that is connected. */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(socket, host, port, autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw straight();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw straight();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw straight();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw straight();
    }

    /** Java tries it as a last resort, past the proxy. */
    private IOException straight() {
        return new IOException("no connection is made without the proxy " + proxy);
    }
}

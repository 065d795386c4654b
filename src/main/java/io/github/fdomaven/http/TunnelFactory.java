package io.github.fdomaven.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes TLS connections through a proxy. Java's own implementation does not send Basic credentials to open a tunnel, unless
 * a system property allows it when Java starts ({@code jdk.http.auth.tunneling.disabledSchemes}).
 */
final class TunnelFactory extends SSLSocketFactory {

    private final HttpProxy proxy;
    private final SSLSocketFactory tls;

    TunnelFactory(HttpProxy proxy, SSLSocketFactory tls) {
        this.proxy = proxy;
        this.tls = tls;
    }

    /** Java calls this first and connects the socket. */
    @Override
    public Socket createSocket() {
        return new TunnelSocket(proxy);
    }

    /** Java calls this next, with the connected socket. */
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
        throw direct();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw direct();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw direct();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw direct();
    }

    /** Java tries a direct connection if all else fails. */
    private IOException direct() {
        return new IOException("no connection is made without the proxy " + proxy);
    }
}

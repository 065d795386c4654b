package io.github.fdomaven.http;

import io.github.fdomaven.support.OneLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Refuses a direct connection, which Java tries if the connection through the proxy fails. */
    private IOException direct() {
        return new IOException("no connection is made without the proxy " + proxy);
    }

    /** The proxy refused to connect to the server. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String statusLine) {
            super("it answered CONNECT with " + statusLine);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** A connection to a server through a proxy, made with the CONNECT method (RFC 9110, section 9.3.6). */
    private static final class TunnelSocket extends Socket {

        private static final int MAX_HEAD_LENGTH = 64 * 1024;
        private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})(?: (.*))?");

        private final HttpProxy proxy;

        TunnelSocket(HttpProxy proxy) {
            super(Proxy.NO_PROXY);
            this.proxy = proxy;
        }

        @Override
        public void connect(SocketAddress server) throws IOException {
            connect(server, 0);
        }

        /** Connects to the proxy and through it to the server. The time limit applies to each. */
        @Override
        public void connect(SocketAddress server, int limit) throws IOException {
            try {
                super.connect(new InetSocketAddress(proxy.host(), proxy.port()), limit);
                setSoTimeout(limit);
                getOutputStream()
                        .write(connectRequest((InetSocketAddress) server).getBytes(StandardCharsets.ISO_8859_1));
                getOutputStream().flush();
                check(head(getInputStream()));
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        private String connectRequest(InetSocketAddress server) {
            String name = server.getHostString();
            String address = (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + server.getPort();
            return "CONNECT " + address + " HTTP/1.1\r\nHost: " + address + "\r\n"
                    + "User-Agent: " + HttpTransport.USER_AGENT + "\r\n"
                    + proxy.credentials()
                            .map(found -> "Proxy-Authorization: " + found.header() + "\r\n")
                            .orElse("")
                    + "\r\n";
        }

        /** Reads up to the empty line and not further, because the rest comes from the server. */
        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
                int read = in.read();
                if (read < 0 || head.length() == MAX_HEAD_LENGTH) {
                    throw new EOFException("the proxy's answer to CONNECT is incomplete");
                }
                head.append((char) read);
            }
            return head.toString();
        }

        private void check(String head) throws IOException {
            String line = head.substring(0, head.indexOf("\r\n"));
            Matcher status = STATUS.matcher(line);
            if (!status.matches()) {
                throw new IOException("the proxy's answer to CONNECT is not HTTP");
            }
            if (status.group(1).charAt(0) != '2') {
                throw new RefusedException(
                        Integer.parseInt(status.group(1)), OneLine.whole(line.substring(status.start(1))));
            }
        }
    }
}

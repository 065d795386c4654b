package io.github.fdomaven.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends a request once and returns the response, with any status. It does not follow redirects. It changes no configuration of
 * the JVM, because other plugins use the same JVM.
 */
public final class HttpTransport {

    /** The name of this program in requests. */
    public static final String USER_AGENT = "fdo-maven-plugin";

    /** Keeps Java from answering a challenge with credentials of its own. */
    private static final Authenticator NO_CREDENTIALS = new Authenticator() {};

    private final Proxies proxies;
    private final Duration connectTimeout;
    private final Duration responseTimeout;
    private final Supplier<SSLSocketFactory> tls;

    /** One factory per proxy: Java reuses a connection only for requests with the same factory. */
    private final ConcurrentMap<HttpProxy, SSLSocketFactory> tunnels = new ConcurrentHashMap<>();

    /** Creates a transport that uses Java's own TLS connections through a proxy. */
    public HttpTransport(Proxies proxies, Duration connectTimeout, Duration responseTimeout) {
        this(proxies, connectTimeout, responseTimeout, HttpsURLConnection::getDefaultSSLSocketFactory);
    }

    /**
     * Creates a transport.
     *
     * @param responseTimeout how long the response, or its next part, may take to arrive
     * @param tls makes the TLS connections through a proxy; called when the first one is needed
     */
    public HttpTransport(
            Proxies proxies, Duration connectTimeout, Duration responseTimeout, Supplier<SSLSocketFactory> tls) {
        this.proxies = proxies;
        this.connectTimeout = connectTimeout;
        this.responseTimeout = responseTimeout;
        this.tls = tls;
    }

    /** Sends a request. An exception means that there is no response. */
    public HttpResponse send(HttpRequest request) throws HttpException {
        Optional<HttpProxy> proxy = proxies.find(request.uri());
        HttpURLConnection connection = connect(request, proxy);
        try {
            if (request.body().isPresent()) {
                try (OutputStream out = connection.getOutputStream()) {
                    request.body().get().writeTo(out);
                }
            }
            return new HttpResponse(request, connection, status(connection));
        } catch (HttpException e) {
            // The body comes from another server, which failed.
            throw e;
        } catch (IOException e) {
            throw ConnectionException.afterConnecting(request, e, proxy);
        }
    }

    /** Connects separately, including TLS: if this fails, no part of the request was sent. */
    private HttpURLConnection connect(HttpRequest request, Optional<HttpProxy> proxy) throws ConnectionException {
        try {
            HttpURLConnection connection = open(request.uri(), proxy);
            prepare(connection, request);
            connection.connect();
            return connection;
        } catch (IOException e) {
            throw ConnectionException.beforeSending(request, e, proxy);
        }
    }

    private void prepare(HttpURLConnection connection, HttpRequest request) throws IOException {
        connection.setRequestMethod(request.method());
        connection.setConnectTimeout((int) connectTimeout.toMillis());
        connection.setReadTimeout((int) responseTimeout.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAuthenticator(NO_CREDENTIALS);
        connection.setRequestProperty("User-Agent", USER_AGENT);
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Accept-Encoding", "identity");
        request.headers().forEach(connection::setRequestProperty);
        request.body().ifPresent(body -> {
            connection.setDoOutput(true);
            // Even for a length of 0: otherwise Java sends a POST twice when the server drops the connection.
            connection.setFixedLengthStreamingMode(body.length());
        });
    }

    private static int status(HttpURLConnection connection) throws IOException {
        try {
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new ProtocolException("the answer is not HTTP");
            }
            return status;
        } catch (RuntimeException e) {
            // Java's reaction to an empty WWW-Authenticate header, for example.
            throw new ProtocolException("the answer has an invalid header");
        }
    }

    private HttpURLConnection open(URI uri, Optional<HttpProxy> proxy) throws IOException {
        if (proxy.isPresent()) {
            return open(uri, proxy.get());
        }
        boolean useSystemProperties = proxies.all().isEmpty() && !PlainHttp.isLoopback(uri);
        return (HttpURLConnection)
                (useSystemProperties
                        ? uri.toURL().openConnection()
                        : uri.toURL().openConnection(Proxy.NO_PROXY));
    }

    private HttpURLConnection open(URI uri, HttpProxy proxy) throws IOException {
        if (PlainHttp.isPlain(uri)) {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL()
                    .openConnection(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())));
            proxy.credentials()
                    .ifPresent(found -> connection.setRequestProperty("Proxy-Authorization", found.header()));
            return connection;
        }
        // For Java this is a direct connection. The socket leads through the proxy.
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setSSLSocketFactory(tunnels.computeIfAbsent(proxy, key -> new TunnelFactory(key, tls.get())));
        return connection;
    }
}

package io.github.fdomaven.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends a request once and returns the response, with any status. It does not follow redirects. It speaks HTTP/1.1 by itself,
 * because Java's clients neither read the answer to a request that is refused before its end, nor limit the time of a whole
 * answer. Thread-safe.
 */
public final class HttpTransport {

    /** The name of this program in requests. */
    public static final String USER_AGENT = "fdo-maven-plugin";

    private final Proxies proxies;
    private final TimeLimits limits;
    private final Connector connector;
    private final Function<String, Optional<SSLSocketFactory>> tls;
    private final ConnectionPool pool = new ConnectionPool();

    /** Creates a transport with the default limits for whole answers, which uses Java's own TLS connections. */
    public HttpTransport(Proxies proxies, Duration connectTimeout, Duration responseTimeout) {
        this(proxies, TimeLimits.of(connectTimeout, responseTimeout), HttpsURLConnection::getDefaultSSLSocketFactory);
    }

    /** Creates a transport that makes the TLS connections to all servers in the same way. */
    public HttpTransport(Proxies proxies, TimeLimits limits, Supplier<SSLSocketFactory> tls) {
        this(proxies, limits, server -> Optional.of(tls.get()));
    }

    /**
     * Creates a transport.
     *
     * @param tls makes the TLS connections for the requests with a name of their server, if not Java makes them; called when one
     *     is needed
     */
    public HttpTransport(Proxies proxies, TimeLimits limits, Function<String, Optional<SSLSocketFactory>> tls) {
        this.proxies = proxies;
        this.limits = limits;
        this.tls = tls;
        this.connector = new Connector(limits);
    }

    /** Sends a request. An exception means that there is no response. */
    public HttpResponse send(HttpRequest request) throws HttpException {
        Optional<HttpProxy> proxy = proxies.find(request.uri());
        String origin = poolKey(request);
        Optional<HttpConnection> open = request.repeatable() ? pool.take(origin) : Optional.empty();
        for (; open.isPresent(); open = pool.take(origin)) {
            try {
                if (isUsable(request, open.get())) {
                    return exchange(request, open.get());
                }
                open.get().close();
            } catch (HttpException e) {
                throw e;
            } catch (IOException e) {
                if (!isClosedBefore(request, open.get(), e)) {
                    pool.avoid(origin);
                    throw ConnectionException.afterConnecting(request, e, proxy);
                }
            }
        }
        try {
            return exchange(request, connect(request, proxy));
        } catch (HttpException e) {
            throw e;
        } catch (IOException e) {
            throw ConnectionException.afterConnecting(request, e, proxy);
        }
    }

    /** Servers that redirect to the same server may have different certificates for it. */
    private static String poolKey(HttpRequest request) {
        return Uris.origin(request.uri()) + " for " + request.server();
    }

    /**
     * Whether an open connection can be used. What arrives before the request is not its answer: the server sent too much, or
     * says that it closes. A request without a body is sent again on another connection, if the server closed this one.
     */
    private static boolean isUsable(HttpRequest request, HttpConnection connection) {
        return request.body().isEmpty() && connection.isQuiet() || connection.isOpen();
    }

    /**
     * Whether the server closed an open connection after the previous request. A body that was sent in part must not be sent
     * again: an upload would contain it twice. A server that does not answer is not asked twice.
     */
    private static boolean isClosedBefore(HttpRequest request, HttpConnection connection, IOException failure) {
        boolean tooLate =
                failure instanceof SocketTimeoutException || failure instanceof TransferLimit.ExceededException;
        return request.body().isEmpty() && !connection.isAnswered() && !tooLate;
    }

    /** Connects separately, including TLS: if this fails, no part of the request was sent. */
    private HttpConnection connect(HttpRequest request, Optional<HttpProxy> proxy) throws ConnectionException {
        try {
            return connector.open(
                    request.uri(),
                    proxy,
                    proxies.systemProxy(request.uri()),
                    () -> tls.apply(request.server()).orElseGet(HttpsURLConnection::getDefaultSSLSocketFactory));
        } catch (IOException e) {
            throw ConnectionException.beforeSending(request, e, proxy);
        }
    }

    private HttpResponse exchange(HttpRequest request, HttpConnection connection) throws IOException {
        try {
            connection.begin();
            Exchange.Answer answer = new Exchange(request, connection, limits).run();
            return new HttpResponse(request, answer, new HttpResponse.Source() {
                @Override
                public Optional<HttpProxy> proxy() {
                    return connection.plainProxy();
                }

                @Override
                public void expectLongBody() throws IOException {
                    connection.limitReading(limits.forBody(), limits.response().toMillis());
                }

                @Override
                public void release(boolean reusable) {
                    if (reusable) {
                        pool.give(poolKey(request), connection);
                    } else {
                        connection.close();
                    }
                }
            });
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}

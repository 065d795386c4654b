package io.github.fdomaven.registry;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * The ways to the servers: straight there, or by way of a proxy. Nothing of it is set for all of Java, for other goals run
 * in the same one.
 */
final class Routes {

    private final Proxies proxies;
    private final Supplier<SSLSocketFactory> tls;

    /** One for each proxy: Java uses a connection again only for those who ask with the same one. */
    private final ConcurrentMap<HttpProxy, SSLSocketFactory> tunnels = new ConcurrentHashMap<>();

    Routes(Proxies proxies, Supplier<SSLSocketFactory> tls) {
        this.proxies = proxies;
        this.tls = tls;
    }

    Optional<HttpProxy> proxy(URI uri) {
        return proxies.find(uri);
    }

    HttpURLConnection open(URI uri) throws IOException {
        Optional<HttpProxy> proxy = proxy(uri);
        if (proxy.isPresent()) {
            return open(uri, proxy.get());
        }
        boolean javaDecides = proxies.all().isEmpty() && !PlainHttp.isLoopback(uri);
        return (HttpURLConnection)
                (javaDecides ? uri.toURL().openConnection() : uri.toURL().openConnection(Proxy.NO_PROXY));
    }

    private HttpURLConnection open(URI uri, HttpProxy proxy) throws IOException {
        if (PlainHttp.isPlain(uri)) {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL()
                    .openConnection(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())));
            proxy.authorization().ifPresent(value -> connection.setRequestProperty("Proxy-Authorization", value));
            return connection;
        }
        // For Java this is a straight connection, in which its sockets happen to lead through the proxy.
        HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setSSLSocketFactory(
                tunnels.computeIfAbsent(proxy, through -> new TunnelFactory(through, tls.get())));
        return connection;
    }
}

package io.github.fdomaven.http;

import static java.net.HttpURLConnection.HTTP_FORBIDDEN;
import static java.net.HttpURLConnection.HTTP_PROXY_AUTH;

import java.util.Optional;
import java.util.Set;

/** What the user can do about a failure of a proxy. */
public final class ProxyAdvice {

    private static final Set<Integer> REFUSALS = Set.of(HTTP_FORBIDDEN, HTTP_PROXY_AUTH);

    private ProxyAdvice() {}

    /** {@return the advice, if the proxy refused the request and would refuse it again} */
    public static Optional<String> ofRefusal(HttpException problem) {
        if (problem instanceof ConnectionException connection) {
            return connection.proxyStatus().filter(REFUSALS::contains).map(status -> ofRefusal(connection.proxy()));
        }
        return problem instanceof StatusException response && response.status() == HTTP_PROXY_AUTH
                ? Optional.of(ofRefusal(response.proxy()))
                : Optional.empty();
    }

    private static String ofRefusal(Optional<HttpProxy> proxy) {
        return isOfSystem(proxy)
                ? "The proxy of Java's system properties gets no credentials. Add the proxy to settings.xml, with its username"
                        + " and its password, or add the host to http.nonProxyHosts."
                : "Check the proxy in settings.xml: its username, its password, and that it allows this connection. Or add the"
                        + " host to its nonProxyHosts.";
    }

    private static boolean isOfSystem(Optional<HttpProxy> proxy) {
        return proxy.filter(found -> found.origin() == HttpProxy.Origin.SYSTEM_PROPERTIES)
                .isPresent();
    }

    /**
     * {@return the advice, if the connection was to be made through a proxy}
     *
     * @param server the server that the proxy should have connected to
     */
    public static Optional<String> ofConnection(ConnectionException problem, String server) {
        return problem.proxy()
                .map(proxy -> isOfSystem(problem.proxy())
                        ? "Check that the proxy of Java's system properties (" + proxy.protocol()
                                + ".proxyHost) runs and can reach " + server
                                + ", or add the host to http.nonProxyHosts."
                        : "Check that the proxy in settings.xml runs and can reach " + server
                                + ", or add the host to its nonProxyHosts.");
    }
}

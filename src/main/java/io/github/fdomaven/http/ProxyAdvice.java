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
        return switch (origin(proxy)) {
            case SETTINGS_XML ->
                "Check the proxy in settings.xml: its username, its password, and that it allows this connection. Or add the"
                        + " host to its nonProxyHosts.";
            case SYSTEM_PROPERTIES ->
                "The proxy of Java's system properties gets no credentials. Add the proxy to settings.xml, with its username"
                        + " and its password, or add the host to http.nonProxyHosts.";
            case ENVIRONMENT ->
                "Check the proxy in the environment variable "
                        + proxy.map(HttpProxy::variable).orElse("")
                        + ": its user, its password, and that it allows this connection. Or add the host to NO_PROXY.";
        };
    }

    private static HttpProxy.Origin origin(Optional<HttpProxy> proxy) {
        return proxy.map(HttpProxy::origin).orElse(HttpProxy.Origin.SETTINGS_XML);
    }

    /**
     * {@return the advice, if the connection was to be made through a proxy}
     *
     * @param server the server that the proxy should have connected to
     */
    public static Optional<String> ofConnection(ConnectionException problem, String server) {
        return problem.proxy().map(proxy -> {
            String check = " runs and can reach " + server + ", or add the host to ";
            return switch (proxy.origin()) {
                case SETTINGS_XML -> "Check that the proxy in settings.xml" + check + "its nonProxyHosts.";
                case SYSTEM_PROPERTIES ->
                    "Check that the proxy of Java's system properties (" + proxy.protocol() + ".proxyHost)" + check
                            + "http.nonProxyHosts.";
                case ENVIRONMENT ->
                    "Check that the proxy in the environment variable " + proxy.variable() + check + "NO_PROXY.";
            };
        });
    }
}

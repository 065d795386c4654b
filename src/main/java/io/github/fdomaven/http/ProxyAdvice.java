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
        Optional<Integer> refusal = problem instanceof ConnectionException connection
                ? connection.proxyStatus().filter(REFUSALS::contains)
                : Optional.of(problem)
                        .filter(StatusException.class::isInstance)
                        .map(response -> ((StatusException) response).status())
                        .filter(status -> status == HTTP_PROXY_AUTH);
        return refusal.map(status -> "Check the proxy in settings.xml: its username, its password, and that it"
                + " allows this connection. Or add the host to its nonProxyHosts.");
    }

    /** {@return the advice, if the connection was to be made through a proxy} */
    public static Optional<String> ofConnection(ConnectionException problem) {
        return problem.proxy()
                .map(proxy -> "Check that the proxy in settings.xml runs and can reach "
                        + problem.request().server() + ", or add the host to its nonProxyHosts.");
    }
}

package io.github.fdomaven.http;

import io.github.fdomaven.ci.Environment;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The proxies of the environment variables that Docker and Podman read too: {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code
 * NO_PROXY}. If a variable is set in both cases, the name in upper case comes first.
 *
 * @param byScheme the proxies by the scheme of the requests
 * @param exceptions the hosts that are reached directly
 */
public record EnvironmentProxies(Map<String, HttpProxy> byScheme, NoProxy exceptions) {

    /** No proxies. */
    public static final EnvironmentProxies NONE = new EnvironmentProxies(Map.of(), NoProxy.parse(""));

    private static final String DEFAULT_PORT = "80";

    public EnvironmentProxies {
        byScheme = Map.copyOf(byScheme);
    }

    /**
     * {@return the proxies of an environment}
     *
     * @param warnings takes a warning about each proxy that cannot be used
     */
    public static EnvironmentProxies of(Environment environment, Consumer<String> warnings) {
        Map<String, HttpProxy> found = new TreeMap<>();
        for (String scheme : new String[] {PlainHttp.SCHEME, "https"}) {
            Optional<String> value = value(environment, scheme + "_proxy");
            Optional<HttpProxy> proxy = value.flatMap(text -> proxy(scheme, text));
            proxy.ifPresent(usable -> found.put(scheme, usable));
            if (value.isPresent() && proxy.isEmpty()) {
                warnings.accept(
                        "The plugin cannot use the proxy in the environment variable "
                                + HttpProxy.variable(scheme)
                                + ", and sends its own requests without it. Write the proxy as"
                                + " http://host:port. For a SOCKS proxy, set -DsocksProxyHost and -DsocksProxyPort in MAVEN_OPTS.");
            }
        }
        return new EnvironmentProxies(
                found, NoProxy.parse(value(environment, "no_proxy").orElse("")));
    }

    private static Optional<String> value(Environment environment, String name) {
        return Stream.of(name.toUpperCase(Locale.ROOT), name)
                .flatMap(spelling -> environment.get(spelling).stream())
                .map(String::strip)
                .findFirst();
    }

    private static Optional<HttpProxy> proxy(String scheme, String text) {
        ProxyAddress address = ProxyAddress.parse(text);
        if (!address.scheme().equalsIgnoreCase(PlainHttp.SCHEME)) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(address.port().isEmpty() ? DEFAULT_PORT : address.port());
            return Optional.of(new HttpProxy(
                    scheme,
                    address.host(),
                    port,
                    address.credentials(),
                    Optional.empty(),
                    HttpProxy.Origin.ENVIRONMENT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<HttpProxy> find(URI uri) {
        return Optional.ofNullable(byScheme.get(uri.getScheme().toLowerCase(Locale.ROOT)))
                .filter(proxy -> !exceptions.matches(uri));
    }
}

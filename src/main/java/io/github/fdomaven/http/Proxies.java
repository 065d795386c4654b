package io.github.fdomaven.http;

import io.github.fdomaven.support.Secrets;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The active proxies. Those of settings.xml come first, then those of Java's system properties, then those of the environment.
 * The first of these that has a proxy for the protocol decides, also if it excludes the host. In settings.xml, as in Maven, the
 * first proxy for the protocol that does not exclude the host is used; without one, an https request uses a proxy for http. This
 * machine is never reached through a proxy.
 *
 * @param all the proxies of settings.xml, in their order
 * @param environment the proxies of the environment
 */
public record Proxies(List<HttpProxy> all, EnvironmentProxies environment) {

    public Proxies {
        all = List.copyOf(all);
    }

    /** Creates the proxies of settings.xml, without those of the environment. */
    public Proxies(List<HttpProxy> all) {
        this(all, EnvironmentProxies.NONE);
    }

    /** {@return no proxies: Java's system properties apply} */
    public static Proxies none() {
        return new Proxies(List.of());
    }

    Optional<HttpProxy> find(URI uri) {
        if (PlainHttp.isLoopback(uri)) {
            return Optional.empty();
        }
        if (isOfSettings(uri)) {
            return find(uri.getScheme(), Uris.host(uri)).or(() -> find(PlainHttp.SCHEME, Uris.host(uri)));
        }
        return isOfSystem(uri) ? ofSystem(uri) : environment.find(uri);
    }

    private boolean isOfSettings(URI uri) {
        return all.stream().anyMatch(proxy -> proxy.isFor(uri.getScheme()) || proxy.isFor(PlainHttp.SCHEME));
    }

    /** Whether Java's system properties have a proxy for the protocol, which can exclude the host. */
    private boolean isOfSystem(URI uri) {
        return Stream.of(uri.getScheme() + ".proxyHost", "socksProxyHost")
                        .anyMatch(name -> !System.getProperty(name, "").isBlank())
                || systemProxy(uri).type() != Proxy.Type.DIRECT;
    }

    private Optional<HttpProxy> find(String scheme, String host) {
        return all.stream()
                .filter(proxy -> proxy.isFor(scheme) && !proxy.excludes(host))
                .findFirst();
    }

    private Optional<HttpProxy> ofSystem(URI uri) {
        Proxy system = systemProxy(uri);
        return system.type() == Proxy.Type.HTTP && system.address() instanceof InetSocketAddress address
                ? Optional.of(new HttpProxy(
                        uri.getScheme(),
                        address.getHostString(),
                        address.getPort(),
                        Optional.empty(),
                        Optional.empty(),
                        HttpProxy.Origin.SYSTEM_PROPERTIES))
                : Optional.empty();
    }

    /** The proxy of Java's system properties, which apply if settings.xml has no proxy. */
    Proxy systemProxy(URI uri) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null || isOfSettings(uri) || PlainHttp.isLoopback(uri)) {
            return Proxy.NO_PROXY;
        }
        try {
            return selector.select(uri).stream().findFirst().orElse(Proxy.NO_PROXY);
        } catch (IllegalArgumentException e) {
            // A host name that Java does not accept, such as a name with an underscore.
            return Proxy.NO_PROXY;
        }
    }

    /** Registers the passwords as secrets. */
    public void addTo(Secrets secrets) {
        Stream.concat(all.stream(), environment.byScheme().values().stream())
                .flatMap(proxy -> proxy.credentials().stream())
                .forEach(found -> found.addTo(secrets));
    }
}

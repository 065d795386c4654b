package io.github.fdomaven.http;

import io.github.fdomaven.support.Secrets;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The active proxies. As in Maven, the first proxy for the protocol that does not exclude the host is used; without one, an
 * https request uses a proxy for http. This machine is never reached through a proxy.
 *
 * @param all the proxies, in the order of settings.xml
 */
public record Proxies(List<HttpProxy> all) {

    public Proxies {
        all = List.copyOf(all);
    }

    /** {@return no proxies: Java's system properties apply} */
    public static Proxies none() {
        return new Proxies(List.of());
    }

    Optional<HttpProxy> find(URI uri) {
        if (PlainHttp.isLoopback(uri)) {
            return Optional.empty();
        }
        if (all.isEmpty()) {
            return ofSystem(uri);
        }
        return find(uri.getScheme(), Uris.host(uri)).or(() -> find(PlainHttp.SCHEME, Uris.host(uri)));
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
        if (selector == null || !all.isEmpty() || PlainHttp.isLoopback(uri)) {
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
        all.stream().flatMap(proxy -> proxy.credentials().stream()).forEach(found -> found.addTo(secrets));
    }
}

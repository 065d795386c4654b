package io.github.fdomaven.registry;

import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The proxies that may stand between us and the registries. The choice is that of Maven: the first for the protocol which
 * does not leave out the host, and for https else the first for http. This machine itself is never asked through a proxy.
 *
 * @param all the active ones, in the order of settings.xml
 */
public record Proxies(List<HttpProxy> all) {

    /**
     * Takes a copy.
     *
     * @param all the active ones
     */
    public Proxies {
        all = List.copyOf(all);
    }

    /** {@return no proxies: then Java's own system properties decide} */
    public static Proxies none() {
        return new Proxies(List.of());
    }

    Optional<HttpProxy> find(URI uri) {
        if (PlainHttp.isLoopback(uri)) {
            return Optional.empty();
        }
        return find(uri.getScheme(), uri.getHost()).or(() -> find(PlainHttp.SCHEME, uri.getHost()));
    }

    private Optional<HttpProxy> find(String scheme, String host) {
        return all.stream()
                .filter(proxy -> proxy.isFor(scheme) && !proxy.leavesOut(host))
                .findFirst();
    }

    void addTo(Secrets secrets) {
        all.stream().flatMap(proxy -> proxy.credentials().stream()).forEach(found -> found.addTo(secrets));
    }
}

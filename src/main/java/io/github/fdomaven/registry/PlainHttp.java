package io.github.fdomaven.registry;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Says who may be spoken to without TLS: this machine, and the hosts that the user has listed. */
final class PlainHttp {

    static final String SCHEME = "http";

    /** By the look of the name alone: what a name server says is not to be relied on for this. */
    private static final Pattern LOOPBACK = Pattern.compile(
            "(?i)(localhost|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}|\\[(0:){7}0{0,3}1]|\\[::1])(:[0-9]+)?");

    private final Set<String> hosts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    PlainHttp(Set<String> hosts) {
        this.hosts.addAll(hosts);
    }

    /** Whether a host, with its port where it has one, may be spoken to without TLS. */
    boolean allows(String host) {
        return LOOPBACK.matcher(host).matches() || hosts.contains(host);
    }

    /** Whether an address may be used at all. */
    boolean allows(URI uri) {
        return !isPlain(uri) || allows(Uris.authority(uri));
    }

    /** Whether one address may send us on to another: where there was TLS, no list of the user's lets it be dropped. */
    boolean allows(URI from, URI to) {
        return !isPlain(to) || isLoopback(to) || isPlain(from) && allows(to);
    }

    static boolean isLoopback(URI uri) {
        return LOOPBACK.matcher(Uris.authority(uri)).matches();
    }

    static boolean isPlain(URI uri) {
        return SCHEME.equalsIgnoreCase(uri.getScheme());
    }
}

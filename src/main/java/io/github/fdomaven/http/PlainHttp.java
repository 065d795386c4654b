package io.github.fdomaven.http;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The hosts that may be reached without TLS: this machine, and the hosts that the user lists. */
public final class PlainHttp {

    /** The scheme of plain HTTP. */
    public static final String SCHEME = "http";

    /** Only the name decides, because the answer of a name server is not reliable. */
    private static final Pattern LOOPBACK = Pattern.compile(
            "(?i)(localhost|127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}|\\[(0:){7}0{0,3}1]|\\[::1])(:[0-9]+)?");

    private final Set<String> hosts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    /** Creates the list of the hosts other than this machine, with their ports. */
    public PlainHttp(Set<String> hosts) {
        this.hosts.addAll(hosts);
    }

    /** {@return whether a host, with its port if it has one, may be reached without TLS} */
    public boolean allows(String host) {
        return LOOPBACK.matcher(host).matches() || hosts.contains(host);
    }

    /** {@return whether a request may go to an address} */
    public boolean allows(URI uri) {
        return !isPlain(uri) || allows(Uris.authority(uri));
    }

    /**
     * Whether one address may redirect to another. A redirect from TLS to plain HTTP is refused even if the user lists the
     * host, unless both are on this machine: another server must not reach the programs on it.
     */
    boolean allows(URI from, URI to) {
        return !isPlain(to) || isPlain(from) && allows(to) || isLoopback(from) && isLoopback(to);
    }

    /** {@return whether an address is on this machine} */
    public static boolean isLoopback(URI uri) {
        return LOOPBACK.matcher(Uris.authority(uri)).matches();
    }

    static boolean isPlain(URI uri) {
        return SCHEME.equalsIgnoreCase(uri.getScheme());
    }
}

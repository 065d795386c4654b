package io.github.fdomaven.registry;

import io.github.fdomaven.registry.auth.Credentials;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A proxy, as Maven's settings.xml has it. It is spoken to without TLS, whatever goes through it.
 *
 * @param protocol the protocol of what goes through it, {@code http} or {@code https}
 * @param host its host
 * @param port its port
 * @param credentials who we are to it
 * @param nonProxyHosts the hosts that are asked without it, separated by {@code |}, in which {@code *} stands for anything
 */
public record HttpProxy(
        String protocol, String host, int port, Optional<Credentials> credentials, Optional<String> nonProxyHosts) {

    private static final int HIGHEST_PORT = 65535;

    /**
     * Makes sure that it can be reached at all.
     *
     * @param protocol the protocol of what goes through it
     * @param host its host
     * @param port its port
     * @param credentials who we are to it
     * @param nonProxyHosts the hosts that are asked without it
     * @throws IllegalArgumentException if it has no host or no port
     */
    public HttpProxy {
        if (host.isBlank() || port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("'" + host + ":" + port
                    + "' is not a proxy: valid are a host and a port from 1 to " + HIGHEST_PORT + ".");
        }
    }

    boolean isFor(String scheme) {
        return protocol.equalsIgnoreCase(scheme);
    }

    /** Whether a host is asked without it. Commas are not what Maven says, but what many write. */
    boolean leavesOut(String name) {
        return nonProxyHosts.stream()
                .flatMap(list -> Stream.of(list.split("[|,\\s]+")))
                .filter(pattern -> !pattern.isEmpty())
                .anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        String regex = "\\Q" + pattern.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E";
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(name).matches();
    }

    /** The header by which it is told who we are, unasked: Basic, as Maven itself does it. */
    Optional<String> authorization() {
        return credentials.map(Basic::header);
    }

    /** Its address. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}

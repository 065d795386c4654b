package io.github.fdomaven.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A proxy for HTTP. The connection to the proxy itself has no TLS.
 *
 * @param protocol the protocol of the requests for this proxy, {@code http} or {@code https}
 * @param host its host
 * @param port its port
 * @param credentials the credentials for the proxy
 * @param nonProxyHosts the hosts that are reached without the proxy, separated by {@code |}; {@code *} stands for any text
 * @param origin where the proxy is configured
 */
public record HttpProxy(
        String protocol,
        String host,
        int port,
        Optional<BasicCredentials> credentials,
        Optional<String> nonProxyHosts,
        HttpProxy.Origin origin) {

    private static final int MAX_PORT = 65535;

    public HttpProxy {
        if (host.isBlank() || port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("'" + host + ":" + port
                    + "' is not a proxy: valid are a host and a port from 1 to " + MAX_PORT + ".");
        }
    }

    /** Where a proxy is configured. */
    public enum Origin {
        /** In Maven's settings.xml. */
        SETTINGS_XML,
        /** In Java's system properties, such as {@code https.proxyHost}. */
        SYSTEM_PROPERTIES,
        /** In an environment variable, such as {@code HTTPS_PROXY}. */
        ENVIRONMENT
    }

    /** Creates a proxy of settings.xml. */
    public HttpProxy(
            String protocol,
            String host,
            int port,
            Optional<BasicCredentials> credentials,
            Optional<String> nonProxyHosts) {
        this(protocol, host, port, credentials, nonProxyHosts, Origin.SETTINGS_XML);
    }

    /** The environment variable with the proxy for a scheme. */
    static String variable(String scheme) {
        return scheme.toUpperCase(Locale.ROOT) + "_PROXY";
    }

    String variable() {
        return variable(protocol);
    }

    boolean isFor(String scheme) {
        return protocol.equalsIgnoreCase(scheme);
    }

    /** Whether a host is reached without the proxy. Many users separate hosts by commas, against Maven's documentation. */
    boolean excludes(String name) {
        return nonProxyHosts.stream()
                .flatMap(list -> Stream.of(list.split("[|,\\s]+")))
                .filter(pattern -> !pattern.isEmpty())
                .anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        String regex = "\\Q" + pattern.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E";
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(name).matches();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

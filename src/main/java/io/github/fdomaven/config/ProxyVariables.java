package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.http.BasicCredentials;
import io.github.fdomaven.http.HttpProxy;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.ProxyAddress;
import io.github.fdomaven.support.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The environment variables with the proxies for the steps of a build. Programs differ in the case of the names that they read,
 * so each variable is there in both.
 *
 * @param origin where the proxies come from, for messages
 * @param values the values by the name of the variable
 */
public record ProxyVariables(String origin, Map<String, String> values) {

    /** Whether a build has proxies. */
    public enum Mode {
        /** Proxies are found in the environment and in files. */
        AUTO,
        /** No proxy is given to the steps. */
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** No proxies. */
    public static final ProxyVariables NONE = new ProxyVariables("nowhere", Map.of());

    private static final String EXCEPTIONS = "no_proxy";
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "ftp_proxy", "all_proxy");

    /** The first numbers of an IPv4 address, such as {@code 10.*}. */
    private static final Pattern NETWORK = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){0,2})\\.\\*");

    private static final int BITS_PER_NUMBER = 8;
    private static final int NUMBERS = 4;

    public ProxyVariables {
        values = Map.copyOf(values);
    }

    /**
     * {@return the proxies of the first source that has one}
     *
     * @param environment the environment of Maven
     * @param docker the variables of Docker's config.json
     * @param settings the active proxies of settings.xml
     */
    public static ProxyVariables find(
            Environment environment, Supplier<Map<String, String>> docker, Supplier<Proxies> settings) {
        return ofEnvironment(environment)
                .or(() -> of("Docker's config.json", docker.get()))
                .or(() -> of("settings.xml", ofSettings(settings.get())))
                .orElse(NONE);
    }

    private static Optional<ProxyVariables> ofEnvironment(Environment environment) {
        Map<String, String> found = new HashMap<>();
        Stream.concat(PROXIES.stream(), Stream.of(EXCEPTIONS))
                .flatMap(name -> Stream.of(name, upper(name)))
                .forEach(name -> environment.get(name).ifPresent(value -> found.put(name, value.strip())));
        return of("the environment of Maven", found);
    }

    /** The variables in both cases, if one of them is a proxy. */
    private static Optional<ProxyVariables> of(String origin, Map<String, String> found) {
        Map<String, String> both = new HashMap<>(found);
        found.forEach((name, value) -> {
            both.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
            both.putIfAbsent(upper(name), value);
        });
        return both.keySet().stream().anyMatch(PROXIES::contains)
                ? Optional.of(new ProxyVariables(origin, both))
                : Optional.empty();
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** As in Maven, the first proxy for each protocol; https requests use a proxy for http if there is no other. */
    private static Map<String, String> ofSettings(Proxies proxies) {
        Optional<HttpProxy> http = first(proxies, "http");
        Optional<HttpProxy> https = first(proxies, "https").or(() -> http);
        Map<String, String> values = new HashMap<>();
        http.ifPresent(proxy -> values.put("http_proxy", url(proxy)));
        https.ifPresent(proxy -> values.put("https_proxy", url(proxy)));
        Set<String> exceptions = Stream.of(http, https)
                .flatMap(Optional::stream)
                .flatMap(proxy -> proxy.nonProxyHosts().stream())
                .flatMap(list -> Stream.of(list.split("[|,\\s]+")))
                .flatMap(pattern -> exception(pattern).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!exceptions.isEmpty()) {
            values.put(EXCEPTIONS, String.join(",", exceptions));
        }
        return values;
    }

    private static Optional<HttpProxy> first(Proxies proxies, String protocol) {
        return proxies.all().stream()
                .filter(proxy -> proxy.protocol().equalsIgnoreCase(protocol))
                .findFirst();
    }

    private static String url(HttpProxy proxy) {
        boolean isBareIpv6 = proxy.host().contains(":") && !proxy.host().startsWith("[");
        String host = isBareIpv6 ? "[" + proxy.host() + "]" : proxy.host();
        String user = proxy.credentials()
                .map(found -> encoded(found.username()) + ":" + encoded(found.password()) + "@")
                .orElse("");
        return "http://" + user + host + ":" + proxy.port();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A pattern of nonProxyHosts as an entry of no_proxy, which has domains and networks, but no other patterns. */
    private static Optional<String> exception(String pattern) {
        Matcher network = NETWORK.matcher(pattern);
        if (network.matches()) {
            int given = network.group(1).split("\\.").length;
            return Optional.of(network.group(1) + ".0".repeat(NUMBERS - given) + "/" + given * BITS_PER_NUMBER);
        }
        String domain = pattern.startsWith("*.") ? pattern.substring(1) : pattern;
        return Optional.of(domain).filter(text -> !text.isEmpty() && (text.equals("*") || !text.contains("*")));
    }

    /** {@return host and port of the first proxy on a loopback address} */
    public Optional<String> loopback() {
        PlainHttp loopbackOnly = new PlainHttp(Set.of());
        return new TreeMap<>(values)
                .entrySet().stream()
                        .filter(variable -> PROXIES.contains(variable.getKey()))
                        .map(variable -> ProxyAddress.parse(variable.getValue()))
                        .filter(address -> loopbackOnly.allows(address.host()))
                        .map(ProxyAddress::toString)
                        .findFirst();
    }

    /** Registers users with their passwords as secrets, as they are in the values and decoded. */
    public void addTo(Secrets secrets) {
        values.forEach((name, value) -> {
            ProxyAddress address = ProxyAddress.parse(value);
            if (PROXIES.contains(name.toLowerCase(Locale.ROOT))) {
                address.user().stream()
                        .flatMap(user -> Stream.of(user, ProxyAddress.decoded(user)))
                        .forEach(user -> addUser(user, address.host(), secrets));
            }
        });
    }

    private static void addUser(String user, String host, Secrets secrets) {
        int colon = user.indexOf(':');
        new BasicCredentials(user.substring(0, Math.max(0, colon)), user.substring(colon + 1)).addTo(secrets);
        // A password that is too short to be masked everywhere is masked in a URL.
        secrets.add(user + "@" + host);
    }

    /** Leaves out the values, which may have passwords. */
    @Override
    public String toString() {
        return values.keySet().stream().sorted().collect(Collectors.joining(", ")) + " of " + origin;
    }
}

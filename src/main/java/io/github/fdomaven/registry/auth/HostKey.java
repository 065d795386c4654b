package io.github.fdomaven.registry.auth;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How files and helpers name the host of a registry. A key with a path, such as {@code registry.example.com/group}, is for
 * that group alone and so not for the host.
 */
final class HostKey {

    /** Docker writes some hosts as the address of its first registries' API. */
    private static final Pattern FORM = Pattern.compile("(?i)(?:https?://)?([^/]+)(?:/(?:v[12]/?)?)?");

    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";
    private static final Set<String> DOCKER_HUB_NAMES =
            Set.of(DOCKER_HUB, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    private HostKey() {}

    static boolean isFor(String key, String host) {
        Matcher matcher = FORM.matcher(key);
        return matcher.matches() && usual(matcher.group(1)).equals(usual(host));
    }

    /** A host as helpers know it. */
    static String ofHelpers(String host) {
        return usual(host).equals(DOCKER_HUB) ? DOCKER_HUB_KEY : host;
    }

    private static String usual(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return DOCKER_HUB_NAMES.contains(lower) ? DOCKER_HUB : lower;
    }
}

package io.github.fdomaven.registry.auth;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spellings of a registry's host in auth files and for credential helpers. A key with a path, such as
 * {@code registry.example.com/group}, is for that group only and does not match the host.
 */
final class HostKey {

    /** Docker writes some hosts as the URL of the registry's API. */
    private static final Pattern FORM = Pattern.compile("(?i)(?:https?://)?([^/]+)(?:/(?:v[12]/?)?)?");

    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";
    private static final Set<String> DOCKER_HUB_NAMES =
            Set.of(DOCKER_HUB, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    private HostKey() {}

    static boolean matches(String key, String host) {
        Matcher matcher = FORM.matcher(key);
        return matcher.matches() && canonical(matcher.group(1)).equals(canonical(host));
    }

    /** The spelling of a host that credential helpers expect. */
    static String forHelper(String host) {
        return canonical(host).equals(DOCKER_HUB) ? DOCKER_HUB_KEY : host;
    }

    private static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return DOCKER_HUB_NAMES.contains(lower) ? DOCKER_HUB : lower;
    }
}

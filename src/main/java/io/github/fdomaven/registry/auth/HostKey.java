package io.github.fdomaven.registry.auth;

import io.github.fdomaven.oci.DockerHub;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spellings of a registry's host in auth files and for credential helpers. A key with a path, such as
 * {@code registry.example.com/group}, is for that group only and does not match the host.
 */
final class HostKey {

    /** Docker writes some hosts as the URL of the registry's API. */
    private static final Pattern FORM = Pattern.compile("(?i)(?:https?://)?([^/]+)(?:/(?:v[12]/?)?)?");

    private HostKey() {}

    static boolean matches(String key, String host) {
        Matcher matcher = FORM.matcher(key);
        return matcher.matches() && canonical(matcher.group(1)).equals(canonical(host));
    }

    /** The spelling of a host that credential helpers expect. */
    static String forHelper(String host) {
        return DockerHub.isName(host) ? DockerHub.CREDENTIALS_KEY : host;
    }

    private static String canonical(String host) {
        return DockerHub.isName(host) ? DockerHub.HOST : host.toLowerCase(Locale.ROOT);
    }
}

package io.github.fdomaven.registry.auth;

import io.github.fdomaven.oci.DockerHub;
import io.github.fdomaven.oci.Repository;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds entries by their keys: those of credential files, and the ids of the servers in settings.xml. A key is a host, in any
 * letter case and by any name of Docker Hub, a host with the path of repositories, or a URL of the host, as Docker writes it.
 */
public final class RegistryKeys {

    private static final Pattern KEY = Pattern.compile("(?i)(?<scheme>https?://)?(?<host>[^/]+)(?<path>/.*)?");

    /** The paths of the registry's API. */
    private static final Pattern API = Pattern.compile("(?:v[12])?");

    private static final int EXACT = 0;
    private static final int OTHER_SPELLING = 1;
    private static final int OTHER_URL = 2;

    private RegistryKeys() {}

    /** {@return the keys that are valid for a repository, the most specific first} */
    public static List<String> of(Repository repository, Collection<String> keys) {
        return sorted(keys, key -> rank(key, repository.host(), repository.path()));
    }

    /** {@return the keys that are valid for all repositories of a registry} */
    static List<String> of(String host, Collection<String> keys) {
        return sorted(keys, key -> rank(key, host, ""));
    }

    private static List<String> sorted(Collection<String> keys, Function<String, OptionalInt> rank) {
        return keys.stream()
                .filter(key -> rank.apply(key).isPresent())
                .sorted(Comparator.comparingInt(key -> rank.apply(key).getAsInt()))
                .toList();
    }

    /** The place of a key in the order of lookup, or empty for the key of another registry or of other repositories. */
    private static OptionalInt rank(String key, String host, String path) {
        Matcher matcher = KEY.matcher(key.strip());
        if (!matcher.matches() || !canonical(matcher.group("host")).equals(canonical(host))) {
            return OptionalInt.empty();
        }
        String own = matcher.group("path") == null ? "" : matcher.group("path").replaceAll("^/+|/+$", "");
        boolean isUrl = matcher.group("scheme") != null;
        if (!isUrl && !own.isEmpty() && (path + "/").startsWith(own + "/")) {
            return OptionalInt.of(-own.length());
        }
        if (API.matcher(own).matches()) {
            return OptionalInt.of(key.equals(host) ? EXACT : OTHER_SPELLING);
        }
        // Docker keeps the parts of a login to Docker Hub under other paths of its URL.
        return isUrl && !DockerHub.isName(host) ? OptionalInt.of(OTHER_URL) : OptionalInt.empty();
    }

    private static String canonical(String host) {
        return DockerHub.isName(host) ? DockerHub.HOST : host.toLowerCase(Locale.ROOT);
    }
}

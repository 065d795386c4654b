package io.github.fdomaven.oci;

import java.util.Locale;
import java.util.Set;

/** The host names of Docker Hub. */
public final class DockerHub {

    /** The host in references. */
    public static final String HOST = "docker.io";

    /** The key of Docker Hub in Docker's credential files. */
    public static final String CREDENTIALS_KEY = "https://index.docker.io/v1/";

    private static final String ALIAS = "index.docker.io";
    private static final String SERVER = "registry-1.docker.io";
    private static final Set<String> NAMES = Set.of(HOST, ALIAS, SERVER, "registry.hub.docker.com");

    private DockerHub() {}

    /** {@return whether a host is Docker Hub, by any of its names} */
    public static boolean isName(String host) {
        return NAMES.contains(host.toLowerCase(Locale.ROOT));
    }

    /** {@return the host that answers requests} */
    public static String server(String host) {
        return host.equals(HOST) ? SERVER : host;
    }

    /** The usual host in references. */
    static String canonical(String host) {
        return host.equals(ALIAS) ? HOST : host;
    }

    /** The full path of a repository: an official image is below {@code library}. */
    static String path(String host, String path) {
        return host.equals(HOST) && path.indexOf('/') < 0 ? "library/" + path : path;
    }
}

package io.github.fdomaven.oci;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the images of one name are: a path in a registry.
 *
 * @param host the registry's host, with its port where it has one
 * @param path the path, as the distribution specification has it
 */
public record Repository(String host, String path) {

    /** Docker Hub, as it is written in references. */
    public static final String DOCKER_HUB = "docker.io";

    private static final String DOCKER_HUB_ALIAS = "index." + DOCKER_HUB;

    /** Longer ones are refused by registries; it also keeps the patterns from deep recursion. */
    private static final int LONGEST = 255;

    private static final int HIGHEST_PORT = 65535;

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern HOST = Pattern.compile(
            "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9A-Fa-f:.]{2,45}])" + "(?::(?<port>[0-9]{1,5}))?");

    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");

    /**
     * Makes sure that it is a repository, and gives Docker Hub its usual name.
     *
     * @param host the registry's host
     * @param path the path
     * @throws IllegalArgumentException if it is not
     */
    public Repository {
        if (!isHost(host)) {
            throw new IllegalArgumentException(
                    "'" + host + "' is not the host of a registry: valid is a name with a dot or a"
                            + " port, or localhost, as in registry.example.com or localhost:5000.");
        }
        if (path.length() > LONGEST || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "'" + path + "' is not the path of a repository: valid are lower-case letters"
                            + " and digits, with '.', '_', '__' or '-' between them, in parts separated by '/', "
                            + LONGEST + " characters at most.");
        }
        host = host.equals(DOCKER_HUB_ALIAS) ? DOCKER_HUB : host;
    }

    /**
     * Reads a repository.
     *
     * @param text a host, a slash and a path
     * @return the repository
     * @throws IllegalArgumentException if the text is not one
     */
    public static Repository parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !namesHost(text.substring(0, slash))) {
            throw new IllegalArgumentException(
                    "'" + text + "' does not begin with the host of a registry: write it in full,"
                            + " as in registry.example.com/group/project.");
        }
        return new Repository(text.substring(0, slash), text.substring(slash + 1));
    }

    /**
     * {@return a repository below this one}
     *
     * @param suffix the path from here
     * @throws IllegalArgumentException if that is not the path of a repository
     */
    public Repository child(String suffix) {
        return new Repository(host, path + "/" + suffix);
    }

    /**
     * {@return the reference of an image here, by its tag}
     *
     * @param tag the tag
     */
    public Reference tagged(Tag tag) {
        return Reference.of(this, tag);
    }

    /**
     * {@return the reference of an image here, by its digest}
     *
     * @param digest the digest
     */
    public Reference at(Digest digest) {
        return Reference.of(this, digest);
    }

    /** As Docker tells a host from the first part of a path. */
    static boolean namesHost(String first) {
        return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    }

    private static boolean isHost(String host) {
        if (host.length() > LONGEST || !namesHost(host)) {
            return false;
        }
        Matcher matcher = HOST.matcher(host);
        return matcher.matches() && (matcher.group("port") == null || isPort(Integer.parseInt(matcher.group("port"))));
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= HIGHEST_PORT;
    }

    @Override
    public String toString() {
        return host + "/" + path;
    }
}

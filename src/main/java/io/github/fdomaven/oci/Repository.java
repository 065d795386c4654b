package io.github.fdomaven.oci;

import io.github.fdomaven.support.OneLine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A repository: images with one name in a registry.
 *
 * @param host the registry's host, with its port if it has one
 * @param path the path in the registry
 */
public record Repository(String host, String path) {

    /** Registries refuse longer names. The limit also prevents deep recursion in the patterns. */
    private static final int MAX_LENGTH = 255;

    private static final int MAX_PORT = 65535;

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final Pattern HOST = Pattern.compile(
            "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9A-Fa-f:.]{2,45}])" + "(?::(?<port>[0-9]{1,5}))?");

    /** What is before the first slash of a URL, or of an image as skopeo writes it. */
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:https?|docker|oci):");

    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");

    /** Gives Docker Hub its usual name. */
    public Repository {
        if (SCHEME.matcher(host).matches()) {
            throw new IllegalArgumentException(OneLine.quote(host)
                    + " is not the host of a registry: the name of an image has no scheme, such as https://.");
        }
        if (!isHost(host)) {
            throw new IllegalArgumentException(
                    OneLine.quote(host) + " is not the host of a registry: valid is a name with a dot or a"
                            + " port, or localhost, as in registry.example.com or localhost:5000.");
        }
        if (path.length() > MAX_LENGTH || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    OneLine.quote(path) + " is not the path of a repository: valid are lower-case letters"
                            + " and digits, with '.', '_', '__' or '-' between them, in parts separated by '/', "
                            + MAX_LENGTH + " characters at most.");
        }
        host = DockerHub.canonical(host);
    }

    /** Parses a host, a slash and a path. */
    public static Repository parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !isHostName(text.substring(0, slash))) {
            throw new IllegalArgumentException(
                    OneLine.quote(text) + " does not begin with the host of a registry: write the full name,"
                            + " as in registry.example.com/group/project.");
        }
        return new Repository(text.substring(0, slash), text.substring(slash + 1));
    }

    /** {@return a repository below this repository} */
    public Repository child(String suffix) {
        return new Repository(host, path + "/" + suffix);
    }

    /** {@return a reference by tag} */
    public Reference tagged(Tag tag) {
        return new Reference(this, Optional.of(tag), Optional.empty());
    }

    /** {@return a reference by digest} */
    public Reference at(Digest digest) {
        return new Reference(this, Optional.empty(), Optional.of(digest));
    }

    /** Docker's rule for the first part of a name: whether it is a host or a part of the path. */
    static boolean isHostName(String first) {
        return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    }

    private static boolean isHost(String host) {
        if (host.length() > MAX_LENGTH || !isHostName(host)) {
            return false;
        }
        Matcher matcher = HOST.matcher(host);
        return matcher.matches() && (matcher.group("port") == null || isPort(Integer.parseInt(matcher.group("port"))));
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= MAX_PORT;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Repository that && host.equals(that.host) && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return 31 * host.hashCode() + path.hashCode();
    }

    @Override
    public String toString() {
        return host + "/" + path;
    }
}

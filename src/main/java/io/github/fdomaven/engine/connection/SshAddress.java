package io.github.fdomaven.engine.connection;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An engine on a machine that ssh reaches. Without user, port or key, ssh takes them from its own configuration.
 *
 * @param user the user to log in as
 * @param host the host name, or an IPv6 address in brackets
 * @param port the port of the ssh server
 * @param socket the path of the engine's socket on that machine; without it the docker or podman program there knows it
 * @param key the private key to log in with
 */
record SshAddress(Optional<String> user, String host, OptionalInt port, Optional<String> socket, Optional<Path> key)
        implements EngineAddress {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]*");

    /** ssh splits the path at colons, and expands percent signs. */
    private static final Pattern SOCKET = Pattern.compile("/[A-Za-z0-9_./@+-]+");

    static SshAddress parse(String text) {
        RemoteHost remote = RemoteHost.parse(text);
        Optional<String> user = remote.user();
        if (user.filter(name -> name.contains(":")).isPresent()) {
            throw new IllegalArgumentException("passwords are not supported: log in with an ssh key");
        }
        if (user.filter(name -> !USER.matcher(name).matches()).isPresent()) {
            throw new IllegalArgumentException("the text before the '@' is not a user name");
        }
        Optional<String> socket = Optional.of(remote.path()).filter(path -> !path.isEmpty());
        if (socket.filter(path -> !SOCKET.matcher(path).matches()).isPresent()) {
            throw new IllegalArgumentException("'" + remote.path() + "' is not the path of a socket");
        }
        return new SshAddress(user, remote.name(), remote.port(), socket, Optional.empty());
    }

    SshAddress withKey(Path file) {
        return new SshAddress(user, host, port, socket, Optional.of(file));
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public String toString() {
        return "ssh://" + user.map(name -> name + "@").orElse("") + host
                + (port.isPresent() ? ":" + port.getAsInt() : "") + socket.orElse("");
    }
}

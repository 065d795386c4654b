package io.github.fdomaven.engine.connection;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An engine of another machine, to which ssh leads.
 *
 * @param user who one is there, where ssh's own configuration does not say it
 * @param host the name of the machine, an IPv6 address in brackets
 * @param port ssh's port there, where ssh's own configuration does not say it
 * @param socket the path of the engine's socket there; without it the engine's own program there knows
 * @param key the private key to log in with, where ssh's own configuration does not say it
 */
public record SshAddress(
        Optional<String> user, String host, OptionalInt port, Optional<String> socket, Optional<Path> key)
        implements EngineAddress {

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@+-]*");

    /** ssh takes the path apart at colons, and expands percent signs. */
    private static final Pattern SOCKET = Pattern.compile("/[A-Za-z0-9_./@+-]+");

    static SshAddress parse(String text) {
        Host host = Host.parse(text);
        Optional<String> user = Optional.ofNullable(host.user());
        if (user.filter(name -> name.contains(":")).isPresent()) {
            throw new IllegalArgumentException("a password has no place in it: let ssh log in by a key");
        }
        if (user.filter(name -> !USER.matcher(name).matches()).isPresent()) {
            throw new IllegalArgumentException("what stands before the '@' is not the name of a user");
        }
        Optional<String> socket = Optional.of(host.path()).filter(path -> !path.isEmpty());
        if (socket.filter(path -> !SOCKET.matcher(path).matches()).isPresent()) {
            throw new IllegalArgumentException("'" + host.path() + "' is not the path of a socket");
        }
        return new SshAddress(user, host.name(), host.port(), socket, Optional.empty());
    }

    SshAddress with(Path file) {
        return new SshAddress(user, host, port, socket, Optional.of(file));
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public String toString() {
        return "ssh://" + user.map(name -> name + "@").orElse("") + Host.withPort(host, port) + socket.orElse("");
    }
}

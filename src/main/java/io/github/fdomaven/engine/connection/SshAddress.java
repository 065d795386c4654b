package io.github.fdomaven.engine.connection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An engine on another machine, reached by ssh. Without user, port or key, ssh takes them from its own configuration.
 *
 * @param host the host name, or an IPv6 address in brackets
 * @param socket the path of the engine's socket on that machine; without it, the docker or podman program on that machine finds
 *     the socket
 * @param key the private key to log in with
 */
record SshAddress(Optional<String> user, String host, OptionalInt port, Optional<String> socket, Optional<Path> key)
        implements EngineAddress {

    /** Options that must not come from the user's configuration, which may be meant for interactive use. */
    private static final List<String> OPTIONS =
            List.of("-T", "-a", "-x", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=30");

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

    /**
     * Returns the command line of the user's own ssh, with its keys, its agent and its configuration. It never asks for input.
     */
    List<String> command(Path ssh, List<String> options, String remoteCommand) {
        List<String> command = new ArrayList<>();
        command.add(ssh.toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        user.ifPresent(name -> command.addAll(List.of("-l", name)));
        port.ifPresent(number -> command.addAll(List.of("-p", Integer.toString(number))));
        key.ifPresent(file -> command.addAll(List.of("-i", file.toString())));
        command.addAll(List.of("--", host.replaceAll("[\\[\\]]", ""), remoteCommand));
        return command;
    }

    SshAddress withKey(Path file) {
        return new SshAddress(user, host, port, socket, Optional.of(file));
    }

    @Override
    public String toString() {
        return "ssh://" + user.map(name -> name + "@").orElse("") + host
                + (port.isPresent() ? ":" + port.getAsInt() : "") + socket.orElse("");
    }
}

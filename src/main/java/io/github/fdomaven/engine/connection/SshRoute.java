package io.github.fdomaven.engine.connection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The way to an engine of another machine, by the user's own ssh with its keys, its agent and its configuration. It never
 * asks anything: there is nobody to answer.
 */
final class SshRoute {

    /**
     * The engine's own program there knows where its engine is. The words stand in quotes, for whatever shell one has there
     * to hand on to one that understands them.
     */
    private static final String DIAL =
            "sh -c 'if command -v docker >/dev/null 2>&1; then exec docker system dial-stdio; fi;"
                    + " exec podman system dial-stdio'";

    private SshRoute() {}

    static Route open(SshAddress address, Programs programs) throws NoAnswerException {
        Path ssh = programs.find("ssh");
        if (address.socket().isPresent()) {
            return SshForward.open(
                    address.socket().get(),
                    options -> programs.detached(command(ssh, address, options, SshForward.HOLD)));
        }
        return ProgramTunnel.open(
                programs.detached(command(ssh, address, List.of("-o", "ClearAllForwardings=yes"), DIAL)));
    }

    /** What the user's configuration may have for people must not get in the way; what is said here comes before it. */
    static List<String> command(Path ssh, SshAddress address, List<String> options, String remoteCommand) {
        List<String> command = new ArrayList<>(List.of(
                ssh.toString(),
                "-T",
                "-a",
                "-x",
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=10",
                "-o",
                "ServerAliveInterval=30"));
        command.addAll(options);
        address.user().ifPresent(user -> command.addAll(List.of("-l", user)));
        address.port().ifPresent(port -> command.addAll(List.of("-p", Integer.toString(port))));
        address.key().ifPresent(key -> command.addAll(List.of("-i", key.toString())));
        command.addAll(List.of("--", address.host().replaceAll("[\\[\\]]", ""), remoteCommand));
        return command;
    }
}

package io.github.fdomaven.engine.connection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the user's own ssh, with its keys, its agent and its configuration. It never asks for input. */
final class SshCommand {

    /** Options that must not come from the user's configuration, which may be meant for interactive use. */
    private static final List<String> OPTIONS =
            List.of("-T", "-a", "-x", "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=30");

    private SshCommand() {}

    static List<String> of(SshAddress address, SearchPath programs, List<String> options, String remoteCommand)
            throws NoAnswerException {
        return programs.detached(of(programs.find("ssh"), address, options, remoteCommand));
    }

    static List<String> of(Path ssh, SshAddress address, List<String> options, String remoteCommand) {
        List<String> command = new ArrayList<>();
        command.add(ssh.toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        address.user().ifPresent(user -> command.addAll(List.of("-l", user)));
        address.port().ifPresent(port -> command.addAll(List.of("-p", Integer.toString(port))));
        address.key().ifPresent(key -> command.addAll(List.of("-i", key.toString())));
        command.addAll(List.of("--", address.host().replaceAll("[\\[\\]]", ""), remoteCommand));
        return command;
    }
}

package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** An sshd on a loopback port. The user of the tests logs in with a key that this class creates. */
public final class SshServer implements AutoCloseable {

    private final Path directory;
    private final ChildProcess sshd;
    private int port;

    public SshServer(File basedir) throws IOException, InterruptedException {
        Path program = Programs.require(basedir, "sshd", "openssh-server");
        directory = Files.createTempDirectory("fdo-it-sshd");
        for (String key : new String[] {"host", "id"}) {
            Programs.run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    directory.resolve(key).toString());
        }
        writeSshCommand();
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Path log = basedir.toPath().resolve("sshd.log");
        sshd = Programs.startOnFreePort(free -> start(program, log, free), log, "Server listening on 127.0.0.1");
    }

    private ChildProcess start(Path program, Path log, int free) throws IOException {
        port = free;
        writeConfiguration();
        return new ChildProcess(new ProcessBuilder(
                        program.toString(),
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    }

    private void writeConfiguration() throws IOException {
        String hostKey = Files.readString(directory.resolve("host.pub"));
        Files.writeString(directory.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + hostKey);
        Files.writeString(
                directory.resolve("sshd_config"),
                "ListenAddress 127.0.0.1\nPort " + port + "\nHostKey " + directory.resolve("host")
                        + "\nAuthorizedKeysFile "
                        + directory.resolve("id.pub")
                        + "\nPidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n");
        Files.writeString(
                directory.resolve("config"),
                "UserKnownHostsFile " + directory.resolve("known_hosts") + "\nIdentityFile " + directory.resolve("id")
                        + "\n");
    }

    /** Writes an ssh command that reads another configuration. ssh ignores HOME and reads the one of the user. */
    private void writeSshCommand() throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.writeString(
                bin.resolve("ssh"), "#!/bin/sh\nexec /usr/bin/ssh -F " + directory.resolve("config") + " \"$@\"\n");
        Files.setPosixFilePermissions(bin.resolve("ssh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** {@return a PATH with an ssh command that knows this server and its key} */
    public String path() {
        return directory.resolve("bin") + ":" + System.getenv("PATH");
    }

    /** {@return the address of the engine behind this server} */
    public String address() {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port;
    }

    /** From now on, the key of the tests may run nothing but this command. */
    public void allowOnly(String command) throws IOException {
        Path keys = directory.resolve("id.pub");
        Files.writeString(keys, "command=\"" + command + "\" " + Files.readString(keys));
    }

    @Override
    public void close() throws IOException {
        sshd.close();
        Programs.cleanUp("rm", "-rf", directory.toString());
    }
}

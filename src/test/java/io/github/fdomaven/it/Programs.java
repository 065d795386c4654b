package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Programs that single tests need. Root on Debian installs missing ones. */
final class Programs {

    /** The PATH of the tests and the directories that "su" without a dash leaves out. */
    static final String PATH = System.getenv("PATH") + ":/usr/sbin:/sbin";

    private static final int START_ATTEMPTS = 3;

    private Programs() {}

    /** {@return the file of a program; installs the packages if it is missing} */
    static Path require(File basedir, String name, String... packages) throws IOException, InterruptedException {
        Path install = basedir.toPath()
                .resolve("../../../../src/it/environment/install")
                .normalize();
        List<String> command = new ArrayList<>(List.of(install.toString(), name));
        command.addAll(Arrays.asList(packages));
        run(command.toArray(String[]::new));
        return Arrays.stream(PATH.split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** Runs a command, which must succeed, and returns its output. */
    static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", PATH);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    /** Runs a command of a cleanup. */
    static void cleanUp(String... command) throws IOException {
        try {
            run(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /**
     * Starts a program that listens on a free port. If another program takes the port before this one, the start fails, and is tried
     * with another port.
     *
     * @param ready the text in the log of a program that listens
     */
    static ChildProcess startOnFreePort(Start start, Path log, String ready) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            ChildProcess program = start.on(freePort());
            try {
                await(log, ready, program);
                return program;
            } catch (AssertionError e) {
                program.close();
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Starts a program that listens on a port. */
    @FunctionalInterface
    interface Start {

        ChildProcess on(int port) throws IOException;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Waits until a program has written a text to a file. */
    private static void await(Path file, String text, ChildProcess writer) throws IOException, InterruptedException {
        for (int tries = 0; tries < 1200; tries++) {
            if (Files.exists(file) && Files.readString(file).contains(text)) {
                return;
            }
            if (!writer.isAlive()) {
                break;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(file + " does not contain '" + text + "': " + Files.readString(file));
    }
}

package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The programs that single tests need, installed where root runs them on Debian. */
final class Programs {

    /** Where "su" without a dash does not look. */
    static final String PATH = System.getenv("PATH") + ":/usr/sbin:/sbin";

    private Programs() {}

    /** {@return a program's file}; the packages have it. */
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

    /** What a command printed; it must have succeeded. */
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

    /** The same for what cleans up. */
    static void tidy(String... command) throws IOException {
        try {
            run(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Waits until a file has a text. */
    static void await(Path file, String text, ChildProcess writer) throws IOException, InterruptedException {
        for (int tries = 0; tries < 300; tries++) {
            if (Files.exists(file) && Files.readString(file).contains(text)) {
                return;
            }
            if (!writer.isAlive()) {
                break;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(file + " never has '" + text + "': " + Files.readString(file));
    }
}

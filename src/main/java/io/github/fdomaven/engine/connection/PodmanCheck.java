package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Checks whether the podman program can start containers. In a container without privileges its service starts and answers, but no
 * container starts. The check starts a program that does not exist in an empty directory, and needs no image.
 */
public final class PodmanCheck {

    /** The exit status for a program that does not exist. */
    private static final int NO_SUCH_PROGRAM = 127;

    /** The first start of Podman prepares the user's storage. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private PodmanCheck() {}

    /**
     * Checks the podman program of the PATH.
     *
     * @throws NoAnswerException if there is no podman, or it cannot start a container, with the reason
     */
    public static void requireContainers(EnginePrograms programs) throws NoAnswerException {
        Path podman = programs.find("podman");
        try {
            Path root = Files.createTempDirectory("fdo-podman-");
            try {
                check(programs, podman, root);
            } finally {
                delete(root);
            }
        } catch (IOException e) {
            throw new NoAnswerException("it cannot be checked: " + FileProblem.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted");
        }
    }

    private static void check(EnginePrograms programs, Path podman, Path root)
            throws IOException, InterruptedException, NoAnswerException {
        List<String> command = programs.detached(List.of(
                podman.toString(),
                "--log-level=error",
                "run",
                "--rm",
                "--network=none",
                "--rootfs",
                root.toString(),
                "/fdo"));
        Process process = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        StderrTail tail = new StderrTail("podman");
        tail.follow(process);
        boolean hasEnded = process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (!hasEnded) {
            EnginePrograms.end(process);
        }
        if (!hasEnded || process.exitValue() != NO_SUCH_PROGRAM) {
            String reason = tail.text()
                    .orElse(hasEnded ? "no reason is given" : "no answer within " + LIMIT.toSeconds() + " s");
            throw new NoAnswerException("it cannot start containers: " + reason);
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

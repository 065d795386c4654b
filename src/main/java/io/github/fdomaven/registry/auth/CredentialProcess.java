package io.github.fdomaven.registry.auth;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs a program that reads a short text and writes a short answer. */
final class CredentialProcess {

    private static final int MAX_OUTPUT = 1024 * 1024;

    private CredentialProcess() {}

    /** What the program wrote, and its exit status. */
    record Result(int exitStatus, String output, String errorOutput) {

        /** The output. Output with a brace may be an answer with a secret, and is left out. */
        String message() {
            return Stream.of(output, errorOutput)
                    .filter(text -> !text.isBlank() && text.indexOf('{') < 0)
                    .findFirst()
                    .orElse("no message");
        }

        /** Leaves out the output, which may have a secret. */
        @Override
        public String toString() {
            return "exit status " + exitStatus;
        }
    }

    /** Runs the program. Its input has no line end, as helpers expect. After the timeout, the program and all processes that it started are killed. */
    static Result run(List<String> command, String input, Duration timeout) throws IOException, TimeoutException {
        long end = System.nanoTime() + timeout.toNanos();
        Process process = new ProcessBuilder(command).start();
        try {
            FutureTask<String> output = read(process.getInputStream());
            FutureTask<String> errorOutput = read(process.getErrorStream());
            write(process, input);
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            // A process that the program started may keep the output open.
            return new Result(process.exitValue(), await(output, end), await(errorOutput, end));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while " + command.get(0) + " ran.", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void write(Process process, String input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program did not read its input. Its output and exit status decide.
        }
    }

    /** Reads in a daemon thread, so that the caller can stop waiting. */
    private static FutureTask<String> read(InputStream stream) {
        FutureTask<String> task =
                new FutureTask<>(() -> new String(stream.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8));
        Thread thread = new Thread(task, "credential-helper-output");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static String await(FutureTask<String> task, long end)
            throws IOException, TimeoutException, InterruptedException {
        try {
            return task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().toString(), e);
        }
    }
}

package io.github.fdomaven.registry.auth;

import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.JsonException;
import io.github.fdomaven.support.JsonText;
import java.io.ByteArrayOutputStream;
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
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs a program that reads a short text and writes a short answer. */
final class CredentialProcess {

    private static final int MAX_OUTPUT = 1024 * 1024;

    private CredentialProcess() {}

    /** The exit status, and what the program wrote. The error output is empty if the program succeeded. */
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

    /**
     * How long to wait for a program.
     *
     * @param limit the time after which the program is killed
     * @param quiet the time after which a notice says that the program still runs
     * @param notices receives the notice
     */
    record Waiting(Duration limit, Duration quiet, Consumer<String> notices) {}

    /**
     * Runs the program. Its input has no line end, as helpers expect. After the limit, the program and all processes that it
     * started are killed.
     */
    static Result run(List<String> command, String input, Waiting waiting, String notice)
            throws IOException, TimeoutException {
        long end = System.nanoTime() + waiting.limit().toNanos();
        Process process = new ProcessBuilder(command).start();
        try {
            Output output = Output.read(process.getInputStream());
            Output errorOutput = Output.read(process.getErrorStream());
            write(process, input);
            await(process, end, waiting, notice);
            // A process that the program started may keep the outputs open.
            return process.exitValue() == 0
                    ? new Result(0, output.answer(Math.min(end, System.nanoTime() + Output.MAX_REST.toNanos())), "")
                    : new Result(
                            process.exitValue(),
                            output.soFar(Output.REST_MILLIS),
                            errorOutput.soFar(Output.REST_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while " + command.get(0) + " ran.", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void await(Process process, long end, Waiting waiting, String notice)
            throws InterruptedException, TimeoutException {
        long quiet = waiting.quiet().toNanos();
        if (process.waitFor(Math.min(quiet, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
            return;
        }
        if (quiet < waiting.limit().toNanos()) {
            waiting.notices().accept(notice);
        }
        if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException();
        }
    }

    private static void write(Process process, String input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program did not read its input. Its output and exit status decide.
        }
    }

    /** One output of the program. */
    private static final class Output {

        /** How long the last words of a program that has failed may be on their way. */
        private static final long REST_MILLIS = 2000;

        /** How long the answer of a program that has succeeded may be on its way. */
        private static final Duration MAX_REST = Duration.ofSeconds(30);

        private static final long PAUSE_MILLIS = 100;

        private static final int PORTION = 8 * 1024;

        private final ByteArrayOutputStream start = new ByteArrayOutputStream();
        private final FutureTask<Void> reading;

        private Output(InputStream stream) {
            this.reading = new FutureTask<>(() -> drain(stream));
        }

        /** Reads in a daemon thread, so that the caller can stop waiting. */
        static Output read(InputStream stream) {
            Output output = new Output(stream);
            Daemon.start("fdo-credential-helper", output.reading);
            return output;
        }

        /** Reads to the end, because a program waits until its output is read, and keeps the start. */
        private Void drain(InputStream stream) throws IOException {
            byte[] portion = new byte[PORTION];
            for (int length = stream.read(portion); length >= 0; length = stream.read(portion)) {
                start.write(portion, 0, Math.min(length, MAX_OUTPUT - start.size()));
            }
            return null;
        }

        /** Waits for a whole answer, which is a JSON object, or for the end of the output. */
        String answer(long end) throws TimeoutException, InterruptedException {
            String text = soFar(PAUSE_MILLIS);
            while (!reading.isDone() && !isObject(text)) {
                if (System.nanoTime() > end) {
                    throw new TimeoutException();
                }
                text = soFar(PAUSE_MILLIS);
            }
            return text();
        }

        /** Does not wait longer for a process that still holds the output. */
        String soFar(long millis) throws InterruptedException {
            try {
                reading.get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // The program has ended. What it wrote is read.
            }
            return text();
        }

        private static boolean isObject(String text) {
            try {
                return JsonText.readFirst(text).isObject();
            } catch (JsonException e) {
                return false;
            }
        }

        private String text() {
            return start.toString(StandardCharsets.UTF_8);
        }
    }
}

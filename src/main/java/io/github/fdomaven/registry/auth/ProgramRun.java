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

/** One run of a program that is told one line and says a little. */
final class ProgramRun {

    private static final int LONGEST = 1024 * 1024;

    private ProgramRun() {}

    /**
     * What came of it.
     *
     * @param status its exit status
     * @param output what it said
     * @param complaints what it said beside that
     */
    record Outcome(int status, String output, String complaints) {

        private static final int LONGEST_WORDS = 500;

        /** What it said in one line, unless that looks like an answer, in which there may be a secret. */
        String words() {
            String line = Stream.of(output, complaints)
                    .map(text -> text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
                    .filter(text -> !text.isEmpty() && text.indexOf('{') < 0)
                    .findFirst()
                    .orElse("no message");
            return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "…";
        }

        /** Leaves out what it said. */
        @Override
        public String toString() {
            return "exit status " + status;
        }
    }

    /** Runs a program to its end, or ends it with all that it has started. */
    static Outcome run(List<String> command, String input, Duration limit) throws IOException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        Process process = new ProcessBuilder(command).start();
        try {
            FutureTask<String> output = read(process.getInputStream());
            FutureTask<String> complaints = read(process.getErrorStream());
            tell(process, input);
            if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            // What it has started may hold its output open.
            return new Outcome(process.exitValue(), result(output, end), result(complaints, end));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while " + command.get(0) + " ran.", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void tell(Process process, String input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write((input + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It did not listen: what it says and how it ends decides.
        }
    }

    /** Reads in a thread of its own, which nothing waits for beyond the limit. */
    private static FutureTask<String> read(InputStream stream) {
        FutureTask<String> task =
                new FutureTask<>(() -> new String(stream.readNBytes(LONGEST), StandardCharsets.UTF_8));
        Thread thread = new Thread(task, "credential-helper-output");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static String result(FutureTask<String> task, long end)
            throws IOException, TimeoutException, InterruptedException {
        try {
            return task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().toString(), e);
        }
    }
}

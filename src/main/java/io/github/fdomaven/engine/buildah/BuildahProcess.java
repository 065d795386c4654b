package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.OutputLines;
import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.EnvironmentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** A process that {@link Namespaces#guarded} describes. It ends at the latest when it is closed or when this process ends. */
final class BuildahProcess implements AutoCloseable {

    private static final int BUFFER = 8 * 1024;
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final CountDownLatch openStreams;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private BuildahProcess(Process process, int streams) {
        this.process = process;
        this.openStreams = new CountDownLatch(streams);
    }

    /**
     * Starts a process whose standard output and standard error are one stream of lines.
     *
     * @param environment additional variables for the process
     * @param input the lines of standard input
     * @param lines receives the lines, and returns whether the process gets one more line of standard input
     */
    static BuildahProcess start(
            List<String> command, Map<String, String> environment, List<String> input, Predicate<String> lines)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        BuildahProcess started = new BuildahProcess(builder.start(), 1);
        started.write(input);
        started.read(started.process.getInputStream(), line -> {
            if (lines.test(line)) {
                started.write(List.of(""));
            }
        });
        return started;
    }

    /**
     * Starts a process whose standard output is kept.
     *
     * @param environment additional variables for the process
     * @param errors receives the lines of standard error
     */
    static BuildahProcess start(List<String> command, Map<String, String> environment, Consumer<String> errors)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        BuildahProcess started = new BuildahProcess(builder.start(), 2);
        started.follow(() -> started.process.getInputStream().transferTo(started.output));
        started.read(started.process.getErrorStream(), errors);
        return started;
    }

    /** Leaves the pipe open, which the process takes for the life of this one. */
    private void write(List<String> input) {
        StringBuilder text = new StringBuilder();
        input.forEach(line -> text.append(line).append('\n'));
        OutputStream pipe = process.getOutputStream();
        try {
            pipe.write(text.toString().getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException e) {
            // The process has ended already. Its output says why.
        }
    }

    /** Returns the standard output of a process that has ended. */
    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private void read(InputStream stream, Consumer<String> consumer) {
        follow(() -> {
            OutputLines lines = new OutputLines(consumer);
            byte[] buffer = new byte[BUFFER];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                lines.append(buffer, read);
            }
            lines.flush();
        });
    }

    /** Reads a stream to its end. */
    private interface Reading {
        void run() throws IOException;
    }

    private void follow(Reading reading) {
        Daemon.start("fdo-buildah-output", () -> {
            try {
                reading.run();
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                end();
            } finally {
                openStreams.countDown();
            }
        });
    }

    /** Waits for the end of the process and its output, and returns the exit status. */
    int await() {
        return await(Optional.empty(), System::nanoTime).orElseThrow();
    }

    /**
     * Waits for the end of the process and its output.
     *
     * @param began returns when the limit began, by {@link System#nanoTime}; it may begin again meanwhile
     * @return the exit status, or nothing if the process was still running at the limit
     */
    OptionalInt await(Optional<Duration> limit, LongSupplier began) {
        try {
            if (limit.isEmpty()) {
                openStreams.await();
            } else {
                long all = limit.get().toNanos();
                for (long left = all; left > 0; left = all - (System.nanoTime() - began.getAsLong())) {
                    if (openStreams.await(left, TimeUnit.NANOSECONDS)) {
                        break;
                    }
                }
                if (openStreams.getCount() > 0) {
                    return OptionalInt.empty();
                }
            }
            rethrow();
            return OptionalInt.of(process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while buildah was running.", e);
        }
    }

    /** Throws what a consumer of lines has thrown, and the failure to read the output. */
    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown instanceof IOException e) {
            throw new UncheckedIOException(e);
        } else if (thrown instanceof Error e) {
            throw e;
        } else if (thrown instanceof RuntimeException e) {
            throw e;
        }
    }

    private void end() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The process has ended.
        }
    }

    /** Ends the process, if it still runs, and waits for its end. Does nothing if it was closed before. */
    @Override
    public void close() {
        end();
        try {
            if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

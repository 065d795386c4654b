package io.github.fdomaven.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** A running Maven. A test reads its log and sends signals to it. */
public final class RunningMaven implements AutoCloseable {

    /** Generous, because the machine may be slow. A test waits for conditions, not for time. */
    private static final long LIMIT_SECONDS = 600;

    private static final long PAUSE_MILLIS = 50;

    private final ChildProcess process;
    private final Path log;

    RunningMaven(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Waits until the log contains a text. */
    public RunningMaven until(CharSequence text) throws InterruptedException {
        return until(() -> log().contains(text.toString()));
    }

    /** Waits until a condition is true. */
    public RunningMaven until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.currentTimeMillis() + LIMIT_SECONDS * 1000;
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.currentTimeMillis() > deadline) {
                throw new AssertionError("Maven " + (process.isAlive() ? "did not get this far" : "ended") + " in "
                        + LIMIT_SECONDS + " seconds: " + log());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return this;
    }

    /** Sends a signal to Maven's script and to Java, as Ctrl-C does, and waits until Maven ends. */
    public void endBy(CharSequence signal) throws IOException, InterruptedException {
        process.signal(signal);
        if (!ends(LIMIT_SECONDS)) {
            throw new AssertionError("Maven runs for " + LIMIT_SECONDS + " seconds after " + signal + ": " + log());
        }
    }

    /**
     * Ends Maven by a signal, waits until its containers are gone, and returns those that remain.
     *
     * @param signal the name of the signal
     * @param containers lists the containers of this project; other projects may build at the same time
     */
    public List<String> containersLeftAfter(CharSequence signal, Callable<List<String>> containers) throws Exception {
        endBy(signal);
        long deadline = System.currentTimeMillis() + LIMIT_SECONDS * 1000;
        while (!containers.call().isEmpty() && System.currentTimeMillis() < deadline) {
            Thread.sleep(PAUSE_MILLIS);
        }
        return containers.call();
    }

    /** {@return whether Maven ends within a number of seconds} */
    boolean ends(long seconds) throws InterruptedException {
        return process.waitFor(seconds);
    }

    int status() {
        return process.status();
    }

    /** {@return the output so far} */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

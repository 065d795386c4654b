package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.OneLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The last lines that a program printed to stderr, for an error message. Several processes of the program share one tail. */
final class StderrTail {

    /**
     * How long to wait for the end of stderr. A process that has ended may have lines in the pipe that are not read yet; a
     * process that it left running in the background may keep stderr open.
     */
    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final int MAX_LINES = 3;

    private final String program;
    private final Deque<String> lines = new ArrayDeque<>();
    private int openStreams;

    StderrTail(String program) {
        this.program = program;
    }

    /** Reads stderr of a process until it ends, in a thread of its own, which is returned. */
    Thread follow(Process process) {
        synchronized (this) {
            openStreams++;
        }
        return Daemon.start("fdo-stderr", () -> read(process));
    }

    private void read(Process process) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // The process was ended. The lines so far are kept.
        } finally {
            synchronized (this) {
                openStreams--;
                notifyAll();
            }
        }
    }

    synchronized void add(String line) {
        String clean = OneLine.of(line);
        if (!clean.isEmpty() && !clean.equals(lines.peekLast())) {
            lines.addLast(clean);
            notifyAll();
        }
        if (lines.size() > MAX_LINES) {
            lines.removeFirst();
        }
    }

    /** Adds the lines of another tail, which is complete. */
    void addAll(StderrTail other) {
        other.lines.forEach(this::add);
    }

    /** Returns the lines, as a part of a sentence, once stderr has ended. */
    Optional<String> text() {
        return text(line -> false);
    }

    /** Returns the lines once stderr has ended, or one of the lines is the expected one. */
    synchronized Optional<String> text(Predicate<String> isExpected) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            for (long left = LIMIT.toNanos();
                    openStreams > 0 && lines.stream().noneMatch(isExpected) && left > 0;
                    left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String text = String.join(" | ", lines).replaceFirst("\\.$", "");
        return text.isEmpty() ? Optional.empty() : Optional.of(program + " says: " + text + advice(text));
    }

    /** Advises to answer the questions of ssh before, because it runs without a terminal. */
    private static String advice(String text) {
        return text.contains("Permission denied") || text.contains("verification failed")
                ? ". Log in there once with ssh, until it asks no more questions"
                : "";
    }
}

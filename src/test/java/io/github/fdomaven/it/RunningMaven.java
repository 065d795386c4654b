package io.github.fdomaven.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Maven that runs while a test looks at it, and sends it signals. */
public final class RunningMaven implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 120_000;
    private static final long PAUSE_MILLIS = 50;

    private final Process process;
    private final Path log;

    /** Starts it; what it prints is in a file of this name. */
    public RunningMaven(
            File directory,
            File localRepository,
            String logName,
            Map<String, ?> variables,
            List<? extends CharSequence> arguments)
            throws IOException {
        this.log = directory.toPath().resolve(logName);
        List<String> command =
                new ArrayList<>(List.of("mvn", "-B", "-o", "-llr", "-Dmaven.repo.local=" + localRepository));
        arguments.forEach(argument -> command.add(argument.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        variables.forEach((name, value) -> builder.environment().put(name, value.toString()));
        process = builder.start();
        process.getOutputStream().close();
    }

    /** Waits until it has printed this. */
    public RunningMaven until(CharSequence text) throws IOException, InterruptedException {
        return until(() -> log().contains(text.toString()));
    }

    /** Waits until something is so. */
    public RunningMaven until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.currentTimeMillis() > deadline) {
                throw new AssertionError(
                        "Maven " + (process.isAlive() ? "does not get there" : "has ended") + ": " + log());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return this;
    }

    /** As Ctrl-C does: to Java as well as to Maven's script. Not every machine has a kill besides the shell's own. */
    public RunningMaven signal(CharSequence name) throws IOException, InterruptedException {
        String pids = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .map(handle -> String.valueOf(handle.pid()))
                .collect(Collectors.joining(" "));
        new ProcessBuilder("bash", "-c", "kill -" + name + " " + pids).start().waitFor();
        return this;
    }

    /** Whether it ends within some seconds. */
    public boolean ends(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    /** What it has printed. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

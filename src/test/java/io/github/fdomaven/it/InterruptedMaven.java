package io.github.fdomaven.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maven in a project whose goal does not end by itself, but prints {@code it is running} and goes on. */
public final class InterruptedMaven {

    private static final String RUNNING = "  it is running";
    private static final long MAVEN_SECONDS = 20;
    private static final long CONTAINER_SECONDS = 10;

    private final File project;
    private final List<String> command;

    /** The arguments are those of Maven, the goal included. */
    public InterruptedMaven(File project, Object... arguments) {
        this.project = project;
        this.command = Stream.concat(
                        Stream.of("mvn", "-B", "-o", "-llr"),
                        Arrays.stream(arguments).map(Object::toString))
                .toList();
    }

    /**
     * Waits until the goal runs, sends Maven a signal, and returns the containers that are left ten seconds after its end.
     *
     * @param signal the signal's name
     * @param containers lists the containers of the project; others may be building at the same time
     */
    public List<String> leftAfter(String signal, Callable<List<String>> containers) throws Exception {
        Process maven = new ProcessBuilder(command)
                .directory(project)
                .redirectErrorStream(true)
                .start();
        awaitRunning(maven);
        if (containers.call().size() != 1) {
            throw new AssertionError("There is not one container: " + containers.call());
        }
        // As Ctrl-C does: to Java as well as to Maven's script. Not every machine has a kill besides the shell's own.
        String pids = Stream.concat(maven.descendants(), Stream.of(maven.toHandle()))
                .map(process -> Long.toString(process.pid()))
                .collect(Collectors.joining(" "));
        new ProcessBuilder("bash", "-c", "kill -" + signal + " " + pids).start().waitFor();
        if (!maven.waitFor(MAVEN_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Maven goes on after " + signal);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONTAINER_SECONDS);
        while (!containers.call().isEmpty() && System.nanoTime() < end) {
            Thread.sleep(200);
        }
        return containers.call();
    }

    private static void awaitRunning(Process maven) throws IOException {
        List<String> log = new ArrayList<>();
        BufferedReader reader = maven.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            log.add(line);
            if (line.endsWith(RUNNING)) {
                return;
            }
        }
        throw new AssertionError("It does not run:\n" + String.join("\n", log));
    }
}

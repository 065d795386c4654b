package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Java process that works with a container until the process is killed. */
final class ContainerProcess {

    private static final String READY = "the process is ready";

    private final Process process;

    /** What the process does when it is ready. */
    enum Work {
        RUN,
        COMMIT
    }

    ContainerProcess(String address, String mark, Work work) throws IOException {
        process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dit.registry=" + System.getProperty("it.registry"),
                        ContainerProcess.class.getName(),
                        address,
                        mark,
                        work.name())
                .redirectErrorStream(true)
                .start();
    }

    /** Waits until the container runs. */
    void awaitReady() throws IOException {
        // Not closed: that would end the process at its next output.
        BufferedReader output = process.inputReader();
        List<String> lines = new ArrayList<>();
        while (!lines.contains(READY) && !lines.contains(null)) {
            lines.add(output.readLine());
        }
        assertThat(lines).doesNotContainNull();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the processes that the process has started. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) {
        Engine engine = EngineContract.open(arguments[0], Map.of());
        EngineImage image = engine.find(EngineContract.base()).orElseThrow();
        Map<String, String> labels = Map.of("org.example.mark", arguments[1], "fdo.recipe_digest", "sha256:1");
        Container container = engine.start(
                new ContainerSpec(EngineContract.base(), image, Optional.empty(), labels, Optional.empty(), List.of()));
        switch (Work.valueOf(arguments[2])) {
            case RUN ->
                container.run(
                        EngineContract.program(
                                "sh", "-c", "trap '' TERM; echo " + READY + "; while :; do sleep 1; done"),
                        System.out::println);
            case COMMIT -> {
                container.run(
                        EngineContract.program("sh", "-c", "head -c 300M /dev/urandom >/large"), System.out::println);
                System.out.println(READY);
                container.commit(new CommitSpec(List.of(), List.of(), "/", Optional.empty(), Map.of()));
            }
        }
    }
}

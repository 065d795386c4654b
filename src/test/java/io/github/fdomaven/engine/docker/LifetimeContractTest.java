package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.oci.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Verifies that containers end and leave nothing behind. */
class LifetimeContractTest extends EngineContract {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PAUSE_MILLIS = 200;

    @Test
    void removesAContainerWhoseProgramIgnoresSignals() throws Exception {
        Container container = start();
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<?> program = CompletableFuture.runAsync(() -> container.run(
                program("sh", "-c", "trap '' TERM INT HUP; echo running; while :; do sleep 1; done"),
                line -> running.countDown()));
        running.await();
        assertThat(containers()).hasSize(1);

        container.remove();

        assertThat(containers()).isEmpty();
        // The call that waits for the program returns.
        program.handle((result, problem) -> problem).join();
        container.remove();
    }

    @Test
    void removesTheVolumesOfTheImageWithTheContainer() throws Exception {
        String tag = "base-" + mark;
        images.derive(
                BASE,
                BASE_TAG,
                tag,
                config -> config.withObject("config").withObject("Volumes").putObject("/data"));
        Reference base = own(host + "/" + repository, tag);

        removesTheVolumeWith(start(base, Map.of()));
    }

    @Test
    void removesAnEmptyVolumeWithTheContainer() throws Exception {
        removesTheVolumeWith(start(spec(Optional.empty(), Optional.empty(), new Mount.EmptyVolume("/data"))));
    }

    private void removesTheVolumeWith(Container container) throws Exception {
        sh(container, "echo kept >/data/file").text();
        String volume = cli.call(
                        "container",
                        "inspect",
                        "--format",
                        "{{range .Mounts}}{{.Name}}{{end}}",
                        containers().get(0))
                .strip();
        assertThat(cli.volumes()).contains(volume);

        container.remove();

        assertThat(cli.volumes()).doesNotContain(volume);
    }

    @Test
    void endsAContainerWhoseProcessIsKilled() throws Exception {
        ContainerProcess process = new ContainerProcess(address, mark, ContainerProcess.Work.RUN);
        try {
            process.awaitReady();
            assertThat(containers()).hasSize(1);
        } finally {
            process.kill();
        }

        Instant end = Instant.now().plus(LIMIT);
        while (!containers().isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(PAUSE_MILLIS);
        }
        assertThat(containers()).isEmpty();
    }

    private List<String> containers() throws Exception {
        return cli.containers("label=org.example.mark=" + mark);
    }
}

package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.oci.Reference;
import java.io.BufferedReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How containers come to their end, and what they leave. */
class LifetimeContractTest extends EngineContract {

    private static final Duration QUICK = Duration.ofSeconds(5);

    @Test
    void removesAContainerAtOnceWhateverRunsInIt() throws Exception {
        BuildContainer container = build();
        CompletableFuture<Ran> stubborn =
                CompletableFuture.supplyAsync(() -> sh(container, "trap '' TERM INT HUP; while :; do sleep 1; done"));
        Thread.sleep(500);
        assertThat(mine()).hasSize(1);
        Instant began = Instant.now();
        container.remove();

        assertThat(Duration.between(began, Instant.now())).isLessThan(QUICK);
        assertThat(mine()).isEmpty();
        // What followed the program is told of its end, too.
        assertThat(stubborn.handle((ran, problem) -> true).join()).isTrue();
        container.remove();
    }

    @Test
    void removesTheVolumesWithTheContainer() throws Exception {
        String tag = "base-" + mark;
        images.derive(
                BASE,
                BASE_TAG,
                tag,
                config -> config.withObject("config").withObject("Volumes").putObject("/data"));
        Reference base = own(host + "/" + REPOSITORY, tag);
        List<String> before = cli.volumes();
        BuildContainer container = build(base, Map.of());
        sh(container, "echo kept >/data/file").text();
        assertThat(cli.volumes()).hasSize(before.size() + 1);

        container.remove();
        assertThat(cli.volumes()).isEqualTo(before);
    }

    @Test
    void endsAContainerWhoseMakerIsKilled() throws Exception {
        Process maker = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dit.registry=" + host,
                        KilledMaker.class.getName(),
                        address,
                        mark)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = maker.inputReader()) {
            List<String> lines = new ArrayList<>();
            while (!lines.contains(KilledMaker.READY) && !lines.contains(null)) {
                lines.add(output.readLine());
            }
            assertThat(lines).doesNotContainNull();
        } finally {
            maker.destroyForcibly().waitFor();
        }
        assertThat(mine()).hasSize(1);

        Instant end = Instant.now().plusSeconds(20);
        while (!mine().isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        assertThat(mine()).isEmpty();
    }

    private List<String> mine() throws Exception {
        return cli.containers("label=org.example.mark=" + mark);
    }
}

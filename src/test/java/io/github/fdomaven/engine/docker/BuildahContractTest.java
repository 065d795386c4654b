package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.it.BuildahCli;
import io.github.fdomaven.it.TestImages;
import io.github.fdomaven.it.TestRegistry;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifies what is special about the buildah program. The rest is in the contract of every engine. */
@Tag("engines")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BuildahContractTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PAUSE_MILLIS = 100;

    private final BuildahCli cli = new BuildahCli();
    private final String mark = "t" + UUID.randomUUID();
    private final EngineTurn turn = new EngineTurn();

    /** Waits for the other tests of the program. */
    @BeforeEach
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void awaitTurn() throws InterruptedException {
        turn.await(EngineContract.BUILDAH);
    }

    @AfterEach
    void endTurn() {
        turn.end();
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingWhenTheProcessIsKilled(ContainerProcess.Work work) throws Exception {
        List<String> before = state();
        ContainerProcess process = startedProcess(work);
        List<ProcessHandle> descendants = process.descendants();
        assertThat(descendants).isNotEmpty();
        List<String> created = createdSince(before);

        process.kill();

        await(() ->
                Collections.disjoint(state(), created) && descendants.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(cli.call("images", "--all")).doesNotContain("fdo-in-progress");
        assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain("/fdo-maven-plugin/");
    }

    /** As when the container of a CI job is removed, and the images are in a volume. */
    @Test
    void removesWhatIsLeftIfTheKeeperIsKilledToo() throws Exception {
        List<String> before = state();
        ContainerProcess process = startedProcess(ContainerProcess.Work.RUN);
        List<String> created = createdSince(before);
        List<ProcessHandle> descendants = process.descendants();
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.kill();
        await(() -> descendants.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(state()).containsAll(created);

        EngineContract.open(EngineContract.BUILDAH, Map.of()).close();

        assertThat(state()).doesNotContainAnyElementsOf(created);
    }

    private List<String> createdSince(List<String> before) throws Exception {
        List<String> created = new ArrayList<>(state());
        created.removeAll(before);
        assertThat(created).isNotEmpty();
        return created;
    }

    private ContainerProcess startedProcess(ContainerProcess.Work work) throws IOException {
        try (Engine engine = EngineContract.open(EngineContract.BUILDAH, Map.of())) {
            engine.pull(EngineContract.base(), Optional.empty(), (layer, state, current, total) -> {});
        }
        ContainerProcess process = new ContainerProcess(EngineContract.BUILDAH, mark, work);
        process.awaitReady();
        return process;
    }

    @Test
    void refusesAnImageWithOnBuild() throws Exception {
        String host = System.getProperty("it.registry");
        TestImages images = new TestImages(new TestRegistry(host), EngineContract.repository(EngineContract.BUILDAH));
        String repository = host + "/" + EngineContract.repository(EngineContract.BUILDAH);
        images.derive(
                EngineContract.BASE,
                EngineContract.BASE_TAG,
                mark,
                config -> config.withObject("config").putArray("OnBuild").add("RUN touch /built"));
        Reference reference = Reference.parse(repository + ":" + mark);
        try (Engine engine = EngineContract.open(EngineContract.BUILDAH, Map.of())) {
            EngineImage image = engine.pull(reference, Optional.empty(), (layer, state, current, total) -> {});

            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(() -> engine.start(new ContainerSpec(
                            reference, image, Optional.empty(), Map.of(), Optional.empty(), List.of())))
                    .withMessageStartingWith(
                            "Could not create a container from " + reference + ": the image has ONBUILD instructions");
            engine.untag(reference);
        }
    }

    @Test
    void usesTheNetworkOfTheMachine() throws Exception {
        try (Engine engine = EngineContract.open(EngineContract.BUILDAH, Map.of())) {
            Reference base = EngineContract.base();
            EngineImage image = engine.pull(base, Optional.empty(), (layer, state, current, total) -> {});
            Container container = engine.start(
                    new ContainerSpec(base, image, Optional.empty(), Map.of(), Optional.of("host"), List.of()));

            assertThat(EngineContract.sh(container, "readlink /proc/self/ns/net")
                            .text())
                    .isEqualTo(
                            Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString());
            container.remove();
        }
    }

    /** The containers of builds, and the files of the plugin in the storage of the program. */
    private List<String> state() throws Exception {
        String storage = new ObjectMapper()
                .readTree(cli.call("info"))
                .at("/store/GraphRoot")
                .asText();
        Path directory = Path.of(storage, "fdo-maven-plugin");
        try (Stream<Path> files = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
            return Stream.concat(files.map(Path::toString), cli.containers("").stream())
                    .sorted()
                    .toList();
        }
    }

    private interface Condition {
        boolean isTrue() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.isTrue()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}

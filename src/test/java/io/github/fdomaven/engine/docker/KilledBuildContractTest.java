package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verifies that a build removes the images that killed builds have left in the engine. */
class KilledBuildContractTest extends EngineContract {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PAUSE_MILLIS = 50;

    @Test
    void removesTheImageOfAKilledBuild() throws Exception {
        Container container = start(base(), OWN);
        String id = container.commit(COMMIT);
        // The container of a killed build ends by itself.
        cli.call("container", "rm", "--force", containers().get(0));

        startWithAnotherConnection();

        assertThat(exists(id)).isFalse();
    }

    /** Docker finishes the commit after the process is killed. Podman cancels it. */
    @Test
    void removesTheImageOfABuildThatIsKilledDuringTheCommit() throws Exception {
        ContainerProcess process = new ContainerProcess(address, mark, ContainerProcess.Work.COMMIT);
        try {
            process.awaitReady();
            // Docker freezes a container to commit it.
            await(() -> !cli.containers("status=paused").isEmpty() || !process.isAlive());
        } finally {
            process.kill();
        }
        await(() -> cli.containers("status=paused").isEmpty());
        // The container of a killed build ends by itself, but later.
        await(this::removeContainer);

        startWithAnotherConnection();

        assertThat(cli.call("image", "ls", "--all", "--quiet", "--filter", "label=org.example.mark=" + mark))
                .isEmpty();
    }

    @Test
    void removesTheImageThatAKilledBuildHasReplaced() throws Exception {
        String id = build(base(), local("replaced"), OWN);
        engine.markReplaced(id);
        engine.tag(pull(base()).id(), local("replaced"));

        startWithAnotherConnection();

        assertThat(exists(id)).isFalse();
    }

    /** Returns false if the container could not be removed, perhaps because it was ending by itself. */
    private boolean removeContainer() throws Exception {
        List<String> containers = containers();
        try {
            for (String container : containers) {
                cli.call("container", "rm", "--force", container);
            }
        } catch (AssertionError e) {
            return false;
        }
        return containers().isEmpty();
    }

    private List<String> containers() throws Exception {
        return cli.containers("label=org.example.mark=" + mark);
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

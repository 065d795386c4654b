package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifies volumes that containers share, as package caches do. */
class PackageCacheContractTest extends EngineContract {

    private static final String PATH = "/dev/fdo-packages";
    private static final String LABEL = "fdo.package_cache";

    private final Mount.NamedVolume volume = Mount.NamedVolume.unique(PATH);

    @BeforeEach
    void create() {
        engine.createVolume(volume.name(), Map.entry(LABEL, "run"));
    }

    /** Runs before all containers are removed, so the test removes its containers. */
    @AfterEach
    void remove() throws Exception {
        engine.removeVolume(volume.name());
        assertThat(volumes()).isEmpty();
    }

    private List<String> volumes() throws Exception {
        return cli.call("volume", "ls", "--quiet", "--filter", "label=" + LABEL)
                .lines()
                .filter(volume.name()::equals)
                .toList();
    }

    private ContainerSpec spec() {
        return spec(Optional.empty(), Optional.of("none"), volume);
    }

    @Test
    void isSharedByContainersAndInNoLayer() throws Exception {
        Reference built = own("localhost/contract/cache", mark);
        Container first = start(spec());
        Container second = start(spec());

        sh(first, "echo shared >" + PATH + "/file").text();
        assertThat(sh(second, "cat " + PATH + "/file").text()).isEqualTo("shared");

        engine.tag(first.commit(new CommitSpec(List.of(), List.of("sh"), "/", Optional.empty(), Map.of())), built);
        first.remove();
        second.remove();
        assertThat(cli.inspect(built.toString()).path("Config").path("Volumes").has(PATH))
                .isFalse();
        try (CleanupScope cleanup = new CleanupScope(problem -> {})) {
            assertThat(engine.hasPath(engine.find(built).orElseThrow(), PATH, cleanup))
                    .isFalse();
        }
        Container third = start(spec());
        assertThat(sh(third, "cat " + PATH + "/file").text()).isEqualTo("shared");
        third.remove();
    }

    @Test
    void existsUntilItIsRemoved() throws Exception {
        engine.createVolume(volume.name(), Map.entry(LABEL, "run"));
        assertThat(volumes()).hasSize(1);
        Container user = start(spec());

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> engine.removeVolume(volume.name()))
                .withMessageContaining("Could not remove the volume " + volume.name());

        user.remove();
        engine.removeVolume(volume.name());
        assertThat(volumes()).isEmpty();
        engine.removeVolume(volume.name());
    }

    /** The engine's kernel releases the lock of a container that is killed. */
    @Test
    void isLockedUntilTheContainerThatHasTheLockEnds() throws Exception {
        Container holder = start(spec());
        Container other = start(spec());
        CountDownLatch isLocked = new CountDownLatch(1);
        ExecSpec lock = ExecSpec.of("flock", PATH + "/lock", "sh", "-c", "echo locked; sleep 600");
        Thread thread = new Thread(() -> holder.run(lock, line -> isLocked.countDown()));
        thread.setUncaughtExceptionHandler((failed, removed) -> {});
        thread.start();
        isLocked.await();

        assertThat(sh(other, "flock --nonblock " + PATH + "/lock true").status())
                .hasValue(1);
        holder.remove();
        assertThat(sh(other, "flock --timeout 300 " + PATH + "/lock echo mine").text())
                .isEqualTo("mine");
        other.remove();
        thread.join();
    }
}

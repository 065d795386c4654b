package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
        ExecSpec lock = program("flock", PATH + "/lock", "sh", "-c", "echo locked; sleep 600");
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

    /** A container with a signed repository in a directory. apt writes the _ of its component as %5f in file names. */
    private Container withRepository(ContainerSpec spec) throws Exception {
        Container container = start(spec);
        sh(container, "mkdir -p /repository/dists/stable/my_part/binary-all").text();
        copy(container, "key.asc", "/etc/apt/trusted.gpg.d/test.asc");
        copy(container, "InRelease", "/repository/dists/stable/InRelease");
        copy(container, "Packages", "/repository/dists/stable/my_part/binary-all/Packages");
        copy(container, "fdo-good_1_all.deb", "/repository/fdo-good_1_all.deb");
        sh(
                        container,
                        "echo 'deb copy:/repository stable my_part' >/etc/apt/sources.list; rm -rf /etc/apt/sources.list.d/*")
                .text();
        return container;
    }

    private static void copy(Container container, String resource, String target) throws Exception {
        try (InputStream content = PackageCacheContractTest.class.getResourceAsStream("/apt-repository/" + resource)) {
            String text = Base64.getEncoder().encodeToString(content.readAllBytes());
            sh(container, "echo " + text + " | base64 -d >" + target).text();
        }
    }

    private static String apt(Container container, UnaryOperator<List<Command>> cache) {
        List<Command> commands = new ArrayList<>(Distribution.DEBIAN.upgrade());
        commands.addAll(Distribution.DEBIAN.install(List.of("fdo-good")));
        return cache.apply(commands).stream()
                .map(command -> run(
                                container,
                                new ExecSpec(
                                        command.arguments(), command.environment(), Optional.empty(), Optional.empty()))
                        .text())
                .collect(Collectors.joining("\n"));
    }

    /** The files of a container after the package manager has cleaned up. */
    private static String files(Container container) {
        sh(container, "apt-get clean; rm -rf /var/lib/apt/lists/*").text();
        return sh(
                        container,
                        "find / -xdev -type f -printf '%p %s %m\\n' -o -xdev -printf '%p %m %l\\n' | grep -v '^/var/log/' | sort")
                .text();
    }

    @Test
    void changesNoFileOfAContainerIfItsFilesAreReplaced() throws Exception {
        Container plain = withRepository(spec(Optional.empty(), Optional.of("none")));
        apt(plain, commands -> commands);
        String expected = files(plain);
        Container cached = withRepository(spec());
        UnaryOperator<List<Command>> cache = Distribution.DEBIAN::withPackageCache;

        apt(cached, cache);
        assertThat(files(cached)).isEqualTo(expected);
        String digests = sh(cached, "cd " + PATH + "; sha256sum *").text();
        assertThat(digests.lines()).hasSize(2).allMatch(line -> line.matches("([0-9a-f]{64})  \\1"));

        for (String replacement : List.of(
                "true",
                "head -c $size /dev/zero >new; mv new $file",
                "rm $file; truncate -s 1T $file",
                "rm $file; if [ $size = 598 ]; then ln -s /etc/written-through-link $file; else mkfifo $file; fi")) {
            sh(cached, "dpkg --purge fdo-good").text();
            sh(
                            cached,
                            "cd " + PATH + "; for file in *; do size=$(stat -c %s $file); " + replacement + "; done;"
                                    + " for name in lock lists archives; do ln -s /etc $name; done")
                    .text();

            String output = apt(cached, cache);

            if (replacement.equals("true")) {
                assertThat(output).contains("Need to get 0 B/");
            } else {
                assertThat(output).contains("Need to get 598 B");
            }
            assertThat(files(cached)).as(replacement).isEqualTo(expected);
            assertThat(sh(cached, "cd " + PATH + "; sha256sum *").text())
                    .as(replacement)
                    .isEqualTo(digests);
        }
        plain.remove();
        cached.remove();
    }
}

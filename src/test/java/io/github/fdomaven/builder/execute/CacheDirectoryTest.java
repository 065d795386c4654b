package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {

    private static final String COPY_INTO = "copy into /cache";
    private static final String COPY_OUT = "copy out of /cache";

    @TempDir
    private Path project;

    @TempDir
    private Path cache;

    private final ExecutionFixture fixture = new ExecutionFixture();
    private final InMemoryEngine engine = fixture.engine();
    private final RecordingBuildLog log = fixture.log();

    @Test
    void isMountedIfTheEngineIsLocal() throws IOException {
        build();

        assertThat(engine.containers()).extracting(ContainerSpec::mounts).containsExactly(mounted());
        assertThat(engine.events()).doesNotContain(COPY_INTO, COPY_OUT);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void isCopiedIfTheEngineIsRemote() throws IOException {
        Files.writeString(cache.resolve("kept"), "content");
        engine.remote();

        build();

        assertThat(engine.containers())
                .extracting(ContainerSpec::mounts)
                .containsExactly(List.of(new Mount.EmptyVolume("/cache")));
        assertThat(engine.events()).containsSubsequence(COPY_INTO, "run rm -rf /fdo-project", "commit");
        assertThat(engine.events()).containsSubsequence(COPY_INTO, COPY_OUT, "commit");
        assertThat(log.events())
                .contains(
                        "step cache: copy 1 file of " + cache + " to /cache, 0.0 MB",
                        "step cache: copied 0 new or changed files back to " + cache);
    }

    @Test
    void isCopiedIfTheEngineMountsADirectoryOfAnotherMachine() {
        engine.blindMounts();

        build();

        assertThat(engine.containers())
                .extracting(ContainerSpec::mounts)
                .containsExactly(mounted(), List.of(new Mount.EmptyVolume("/cache")));
        assertThat(engine.running()).isZero();
        assertThat(log.events())
                .anyMatch(event -> event.startsWith("warning: The container does not see the files")
                        && event.contains(cache.toString()));
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void isCopiedIfItsPathCannotBeMounted() throws IOException {
        cache = Files.createDirectory(cache.resolve("a:b"));

        build();

        assertThat(engine.containers())
                .extracting(ContainerSpec::mounts)
                .containsExactly(List.of(new Mount.EmptyVolume("/cache")));
    }

    @Test
    void isCopiedBackIfExecFails() {
        engine.remote();
        engine.failingProgram("exec bash");

        assertThatExceptionOfType(FixableException.class).isThrownBy(this::build);

        assertThat(engine.events()).contains(COPY_OUT).doesNotContain("commit");
        assertThat(engine.running()).isZero();
    }

    @Test
    void reportsTheFailureOfExecIfItCannotBeCopiedBackEither() {
        engine.remote();
        engine.failingProgram("exec bash").fail(COPY_OUT, new EnvironmentException("the disk is full"));

        assertThatExceptionOfType(FixableException.class).isThrownBy(this::build);

        assertThat(log.events()).contains("warning: the disk is full");
    }

    @Test
    void failsTheBuildIfItCannotBeCopiedBack() {
        engine.remote();
        engine.fail(COPY_OUT, new EnvironmentException("the disk is full"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::build)
                .withMessage("the disk is full");
    }

    private List<Mount> mounted() {
        return List.of(new Mount.HostDirectory(cache, "/cache"));
    }

    private void build() {
        fixture.runOne(new ImageDefinitionBuilder().exec("true").cacheDir(cache).directory(project));
    }

    @Test
    void mustExistWhenTheImageIsBuilt() {
        cache = cache.resolve("missing");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::build)
                .withMessageContainingAll(cache.toString(), "'base'", "<cacheDir>");
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void mustExistWhenAnImageWithoutExecIsBuilt() {
        cache = cache.resolve("missing");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> fixture.runOne(new ImageDefinitionBuilder().cacheDir(cache)))
                .withMessageContainingAll(cache.toString(), "'base'", "<cacheDir>");
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void needNotExistIfTheImageExists() {
        cache = cache.resolve("missing");
        fixture.registry().put(new ImageDefinitionBuilder().build().reference(), Map.of());

        assertThatCode(this::build).doesNotThrowAnyException();
    }
}

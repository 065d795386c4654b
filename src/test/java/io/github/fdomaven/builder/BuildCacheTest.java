package io.github.fdomaven.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Provenance;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the cache directory where the engine mounts it, and where it does not. */
class BuildCacheTest {

    private static final String COPY_INTO = "copy into /cache";
    private static final String COPY_OUT = "copy out of /cache";

    @TempDir
    private Path project;

    @TempDir
    private Path cache;

    private final RecordingLog log = new RecordingLog();
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeEngine engine = new FakeEngine(registry);

    @BeforeEach
    void hasABase() {
        engine.with(ImageDefinitionBuilder.BASE, FakeEngine.image("sha256:ba5e", Map.of()));
    }

    @Test
    void isMountedWhereTheEngineSeesIt() throws IOException {
        build();

        assertThat(engine.containers()).extracting(ContainerSpec::cache).containsExactly(mounted());
        assertThat(engine.events()).doesNotContain(COPY_INTO, COPY_OUT);
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void isCopiedWhereTheEngineIsRemote() throws IOException {
        Files.writeString(cache.resolve("kept"), "content");
        engine.isLocal = false;

        build();

        assertThat(engine.containers()).extracting(ContainerSpec::cache).containsExactly(new CacheDirectory.Apart());
        assertThat(engine.events()).containsSubsequence(COPY_INTO, "run rm -rf /fdo-project", "commit");
        assertThat(engine.events()).containsSubsequence(COPY_INTO, COPY_OUT, "commit");
        assertThat(log.events())
                .contains(
                        "step cache: copy 1 files of " + cache + " to /cache, 0.0 MB",
                        "step cache: 0 new or changed files are copied back to " + cache);
    }

    @Test
    void isCopiedWhereTheEngineMountsADirectoryOfAnotherMachine() {
        engine.seesMounts = false;

        build();

        assertThat(engine.containers())
                .extracting(ContainerSpec::cache)
                .containsExactly(mounted(), new CacheDirectory.Apart());
        assertThat(engine.running()).isZero();
        assertThat(log.events())
                .contains("warning: The container does not see the files of " + cache
                        + " when it is mounted, as where Maven runs in a container itself: they are copied.");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void isCopiedWhereItsPathCannotBeMounted() throws IOException {
        cache = Files.createDirectory(cache.resolve("a:b"));

        build();

        assertThat(engine.containers()).extracting(ContainerSpec::cache).containsExactly(new CacheDirectory.Apart());
    }

    @Test
    void comesBackAlsoWhenExecFails() {
        engine.isLocal = false;
        engine.failingProgram("exec bash");

        assertThatExceptionOfType(FixableException.class).isThrownBy(this::build);

        assertThat(engine.events()).contains(COPY_OUT).doesNotContain("commit");
        assertThat(engine.running()).isZero();
    }

    @Test
    void hidesNoFailureOfExecByItsOwn() {
        engine.isLocal = false;
        engine.failingProgram("exec bash").failing(COPY_OUT, new EnvironmentException("the disk is full"));

        assertThatExceptionOfType(FixableException.class).isThrownBy(this::build);

        assertThat(log.events()).contains("warning: the disk is full");
    }

    @Test
    void failsTheBuildIfItDoesNotComeBack() {
        engine.isLocal = false;
        engine.failing(COPY_OUT, new EnvironmentException("the disk is full"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::build)
                .withMessage("the disk is full");
    }

    private CacheDirectory mounted() {
        return new CacheDirectory.Mounted(cache);
    }

    private void build() {
        Provenance provenance = new Provenance(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        BuildSettings settings = new BuildSettings(
                provenance,
                module -> new BuildSettings.OfModule(true, Optional.empty(), Optional.empty()),
                image -> Map.of(),
                1,
                false);
        ImageService service = new ImageService(
                new ImageService.ProjectImages(
                        ImageDefinitionBuilder.PROJECT, Optional.of("registry.example.org"), false, true),
                registry,
                engine.provider(),
                settings,
                log,
                pause -> {});
        ImageDefinition request = new ImageDefinitionBuilder()
                .exec("true")
                .cacheDir(cache)
                .directory(project)
                .build();
        service.bringAbout(service.plan(List.of(request))).failure().ifPresent(failure -> {
            throw failure;
        });
    }
}

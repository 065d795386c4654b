package io.github.fdomaven.builder.execute;

import static io.github.fdomaven.builder.execute.ExecutionFixture.child;
import static io.github.fdomaven.builder.execute.ExecutionFixture.named;
import static io.github.fdomaven.builder.execute.ExecutionFixture.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.PackageCacheMode;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.support.EnvironmentException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackageCachesTest {

    private final ExecutionFixture fixture = new ExecutionFixture();
    private final InMemoryEngine engine = fixture.engine();

    private ImageResults run(PackageCacheMode mode, ImageDefinitionBuilder... images) {
        return fixture.packageCache(mode).run(images);
    }

    private List<Mount> mounts() {
        return engine.containers().stream()
                .flatMap(container -> container.mounts().stream())
                .toList();
    }

    @Test
    void isSharedByTheImagesOfARunAndRemovedAtItsEnd() {
        run(PackageCacheMode.RUN, named("one"), named("two"), child("three", "one"));

        assertThat(mounts()).hasSize(3).containsOnly(mounts().get(0));
        assertThat(mounts().get(0)).isInstanceOfSatisfying(Mount.NamedVolume.class, volume -> {
            assertThat(volume.target()).isEqualTo("/dev/fdo-packages");
            assertThat(engine.events())
                    .contains("create volume " + volume.name() + " with fdo.package_cache=run")
                    .endsWith("remove volume " + volume.name());
        });
    }

    @Test
    void runsTheCommandsInAScriptAndLogsThemAsTheyAre() {
        run(PackageCacheMode.RUN, named("one"), named("two"));

        assertThat(engine.programs())
                .filteredOn(program -> program.arguments().contains("apt-get")
                        && !program.arguments().contains("clean"))
                .hasSize(6)
                .allSatisfy(program -> assertThat(program.program()).isEqualTo("sh"));
        assertThat(fixture.log().events())
                .contains(
                        "step upgrade: apt-get -o APT::Update::Error-Mode=any -o Acquire::Languages=none update",
                        "step upgrade: apt-get -y dist-upgrade",
                        "step install: apt-get -y install one");
    }

    @Test
    void isNotNeededByASingleImage() {
        run(PackageCacheMode.RUN, named("one"));

        assertThat(mounts()).isEmpty();
        assertThat(engine.events()).noneMatch(event -> event.contains("volume"));
    }

    @Test
    void isNotSharedByOtherVersionsAndPlatforms() {
        run(
                PackageCacheMode.RUN,
                named("one"),
                named("two").platform("linux/arm64"),
                named("three").version("trixie"));

        assertThat(mounts()).isEmpty();
    }

    @Test
    void isKeptForLaterRuns() {
        run(PackageCacheMode.KEEP, named("one").platform("linux/arm64"));
        run(PackageCacheMode.KEEP, named("two").version("../bad version"));

        assertThat(engine.events())
                .contains(
                        "create volume fdo-packages-debian-bookworm-linux-arm64 with fdo.package_cache=keep",
                        "create volume fdo-packages-debian-..-bad-version with fdo.package_cache=keep")
                .noneMatch(event -> event.startsWith("remove volume"));
    }

    @Test
    void isNotThereIfTheUserWantsNone() {
        run(PackageCacheMode.NONE, named("one"), named("two"));

        assertThat(mounts()).isEmpty();
    }

    @Test
    void isNotThereForAPackageManagerWithoutACache() {
        run(PackageCacheMode.KEEP, named("one").distribution(Distribution.ALPINE));

        assertThat(mounts()).isEmpty();
    }

    @Test
    void isRemovedIfAnImageFails() {
        engine.failingProgram("install one");

        ImageResults results = run(PackageCacheMode.RUN, named("one"), named("two"));

        assertThat(outcomes(results)).containsExactly("one FAILED", "two BUILT");
        assertThat(engine.events().get(engine.events().size() - 1)).startsWith("remove volume");
    }

    @Test
    void isOnlyAWarningIfItCannotBeCreated() {
        engine.fail("create volume", new EnvironmentException("Could not create the volume: no space left on device."));

        ImageResults results = run(PackageCacheMode.KEEP, named("one"));

        assertThat(outcomes(results)).containsExactly("one BUILT");
        assertThat(fixture.log().events())
                .contains("warning: The image is built without a package cache."
                        + " Could not create the volume: no space left on device.");
    }

    @Test
    void isOnlyAWarningIfItCannotBeRemoved() {
        engine.fail("remove volume", new EnvironmentException("Could not remove the volume: it is in use."));

        ImageResults results = run(PackageCacheMode.RUN, named("one"), named("two"));

        assertThat(outcomes(results)).containsExactly("one BUILT", "two BUILT");
        assertThat(fixture.log().events()).contains("warning: Could not remove the volume: it is in use.");
    }

    /** A shutdown removes containers and caches in parallel. An engine creates a volume again for a container that starts later. */
    @Test
    void isRemovedAfterTheContainersThatUseIt() {
        List<PlannedImage> plan = Stream.of(named("one"), named("two"))
                .map(image -> new PlannedImage(image.build(), new Action.Build("a rebuild is forced", false)))
                .toList();
        PackageCaches caches =
                new PackageCaches(fixture.packageCache(PackageCacheMode.RUN).settings(), fixture.log());
        caches.expect(plan);
        EngineImage base = engine.find(ImageDefinitionBuilder.BASE).orElseThrow();
        assertThat(caches.mount(plan.get(0).image(), base, engine)).isPresent();
        try (CleanupScope container = new CleanupScope(problem -> {})) {
            caches.use(container);

            caches.remove();
            assertThat(engine.events()).noneMatch(event -> event.startsWith("remove volume"));
        }
        assertThat(engine.events()).last().asString().startsWith("remove volume");
    }
}

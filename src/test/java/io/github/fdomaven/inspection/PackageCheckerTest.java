package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.engine.RecordingTransferLog;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.inspection.PackageState.Status;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PendingUpdate;
import io.github.fdomaven.packages.PendingUpdate.Security;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class PackageCheckerTest {

    private static final NamedImage IMAGE = Inspected.IMAGE;
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");
    private static final String[] UPDATE = {
        "fdo-manager\tapt",
        "fdo-begin\tupdates",
        "Inst tool [1.0] (1.1 Debian-Security:12/stable-security [all])",
        "fdo-end\tupdates\t0"
    };

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryEngine engine = new InMemoryEngine(registry);
    private final RecordingTransferLog log = new RecordingTransferLog();
    private final PackageChecker checker = new PackageChecker(
            new ProjectStore(
                    List.of(new ImageLocation(IMAGE.reference().repository(), Optional.empty(), false)),
                    registry,
                    engine.provider()),
            engine.provider(),
            new RepositoryProbe(Proxies.none()),
            log,
            new ImageTransfers(log, new FakeTime()),
            image -> Optional.of(PackageFormat.DEB),
            image -> new PackageChecker.Options(
                    Optional.of("host"),
                    Optional.of(Duration.ofMinutes(2)),
                    used -> Map.of("http_proxy", "http://proxy.example:3128")),
            new Semaphore(1));

    private Reference put(Manifest manifest) {
        Reference reference = IMAGE.reference().repository().at(manifest.digest());
        engine.with(reference, EngineImages.image("sha256:" + manifest.digest().hex(), Map.of()));
        return reference;
    }

    private void answers(String... lines) {
        engine.program("sh refresh deb", OptionalInt.of(0), lines);
    }

    private PackageState state() {
        return checker.check(IMAGE).state();
    }

    @Test
    void asksThePackageManagerInAContainerOfTheImage() {
        Reference pinned = put(registry.put(IMAGE.reference(), Map.of()));
        answers(UPDATE);

        CheckedPackages checked = checker.check(IMAGE);

        assertThat(checked.hasUpdates()).isTrue();
        assertThat(checked.state().updates())
                .containsExactly(new PendingUpdate("tool", Optional.of("1.0"), "1.1", Security.YES));
        assertThat(checked)
                .hasToString("[base] " + IMAGE.reference()
                        + ": UPDATES: an upgrade would install 1 package, 1 of them for security");
        assertThat(engine.containers()).singleElement().satisfies(container -> {
            assertThat(container.reference()).isEqualTo(pinned);
            assertThat(container.network()).contains("host");
            assertThat(container.mounts()).isEmpty();
        });
        assertThat(engine.programs()).singleElement().satisfies(program -> {
            assertThat(program.environment()).containsEntry("http_proxy", "http://proxy.example:3128");
            assertThat(program.limit()).contains(Duration.ofMinutes(2));
        });
        assertThat(engine.running()).isZero();
        assertThat(engine.commits()).isEmpty();
    }

    @Test
    void isUpToDateIfAnUpgradeWouldChangeNothing() {
        put(registry.put(IMAGE.reference(), Map.of()));
        answers("fdo-manager\tapt", "fdo-begin\tupdates", "0 upgraded", "fdo-end\tupdates\t0");

        assertThat(state().status()).isEqualTo(Status.UP_TO_DATE);
        assertThat(state().sentence()).isEqualTo("an upgrade would change nothing");
    }

    @Test
    void asksInAContainerIfTheRepositoriesDoNotAnswer() {
        put(registry.put(
                IMAGE.reference(),
                Map.of(
                        "fdo.metadata_digest",
                        "sha256:" + "a".repeat(64),
                        "fdo.metadata_urls",
                        "http://127.0.0.1:1/InRelease")));
        answers(UPDATE);

        assertThat(state().status()).isEqualTo(Status.UPDATES);
    }

    @Test
    void doesNotKnowTheStateOfAMissingImage() {
        assertThat(state()).isEqualTo(PackageState.unknown("the image does not exist"));
    }

    @Test
    void quotesAPackageManagerThatFails() {
        put(registry.put(IMAGE.reference(), Map.of()));
        answers("fdo-manager\tapt", "fdo-begin\trefresh", "E: no network", "fdo-end\trefresh\t100");

        assertThat(state())
                .isEqualTo(PackageState.unknown("apt could not refresh its metadata (status 100): E: no network"));
        assertThat(engine.running()).isZero();
    }

    @Test
    void doesNotKnowTheStateOfAnImageWithoutAShell() {
        put(registry.put(IMAGE.reference(), Map.of()));
        engine.program("sh refresh deb", OptionalInt.of(127), "exec: sh: not found");

        assertThat(state()).isEqualTo(PackageState.unknown("its shell ended with status 127: exec: sh: not found"));
    }

    @Test
    void doesNotWaitForEver() {
        put(registry.put(IMAGE.reference(), Map.of()));
        engine.program("sh refresh deb", OptionalInt.empty());

        assertThat(state()).isEqualTo(PackageState.unknown("the package manager was still running after 120 s"));
    }

    @Test
    void failsIfTheEngineFails() {
        put(registry.put(IMAGE.reference(), Map.of()));
        engine.fail("start from ", new EnvironmentException("no space left on device"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::state)
                .withMessage("no space left on device");
    }

    @Test
    void checksEachPlatformOfAnIndex() {
        registry.putIndex(IMAGE.reference(), Map.of(), AMD64, ARM64);
        Map<Platform, Reference> members = new ProjectStore(List.of(), registry, engine.provider())
                .find(IMAGE.reference(), Optional.empty())
                .orElseThrow()
                .platformImages();
        members.forEach((platform, member) ->
                engine.with(member, EngineImages.image("sha256:" + platform.architecture(), Map.of())));
        answers(UPDATE);

        CheckedPackages checked = checker.check(IMAGE);

        assertThat(checked.platforms()).containsOnlyKeys(AMD64, ARM64);
        assertThat(checked.state().updates()).hasSize(1);

        engine.fail("start from sha256:arm64", new FixableException("no emulator"));
        CheckedPackages partly = checker.check(IMAGE);

        assertThat(partly.hasUpdates()).isTrue();
        assertThat(partly.platforms()).containsEntry(ARM64, PackageState.unknown("no emulator"));
    }

    @Test
    void combinesTheStatesOfPlatforms() {
        PackageState current = PackageState.of(List.of());

        assertThat(CheckedPackages.of(IMAGE, Map.of(AMD64, current, ARM64, PackageState.unchanged()))
                        .state()
                        .status())
                .isEqualTo(Status.UP_TO_DATE);
        assertThat(CheckedPackages.of(IMAGE, Map.of(AMD64, current, ARM64, PackageState.unknown("x")))
                        .state())
                .isEqualTo(PackageState.unknown("linux/arm64: x"));
    }
}

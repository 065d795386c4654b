package io.github.fdomaven.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.Transfers;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.store.EngineStore;
import io.github.fdomaven.store.RegistryStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseImageResolverTest {

    private static final Optional<String> HOST = Optional.of("registry.example.org");
    private static final Digest DIGEST = Digest.parse("sha256:" + "0123456789abcdef".repeat(4));
    private static final Repository LOCAL = Repository.parse("localhost/app");

    private final RecordingLog log = new RecordingLog();
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeEngine engine = new FakeEngine(registry);

    private final Transfers transfers = new Transfers(log, InstantSource.system(), pause -> {});

    private final BaseImageResolver bases = new BaseImageResolver(
            ImageDefinitionBuilder.PROJECT,
            HOST,
            new RegistryStore(registry, true, transfers, log),
            registry,
            transfers,
            log);

    private BaseImageResolver localBases(Optional<String> registryHost) {
        return new BaseImageResolver(LOCAL, registryHost, new EngineStore(engine.provider()), registry, transfers, log);
    }

    private static void assertReady(
            BaseImageResolver.Ready ready, Reference reference, EngineImage image, Optional<Digest> digest) {
        assertThat(ready.reference()).isEqualTo(reference);
        assertThat(ready.image()).isEqualTo(image);
        assertThat(ready.digest().get()).isEqualTo(digest);
    }

    @Test
    void pullsABaseWithAHostAsItStands() {
        EngineImage image = FakeEngine.image("sha256:ba5e", DIGEST);
        engine.with(ImageDefinitionBuilder.BASE, image);

        BaseImageResolver.Ready ready = bases.bring(new ImageDefinitionBuilder().build(), engine);

        assertReady(ready, ImageDefinitionBuilder.BASE, image, Optional.of(DIGEST));
        assertThat(registry.requests()).isEmpty();
        assertThat(log.events()).containsExactly("pulling docker.io/library/debian:bookworm");
    }

    @Test
    void pullsForThePlatformOfTheImage() {
        engine.with(ImageDefinitionBuilder.BASE, FakeEngine.image("sha256:ba5e", DIGEST));

        bases.bring(new ImageDefinitionBuilder().platform("linux/arm64").build(), engine);

        assertThat(engine.events()).containsExactly("pull docker.io/library/debian:bookworm for linux/arm64");
    }

    @Test
    void asksTheRegistryForADigestThatTheEngineDoesNotKnow() {
        engine.with(ImageDefinitionBuilder.BASE, FakeEngine.image("sha256:ba5e", Map.of()));
        Manifest manifest = registry.put(ImageDefinitionBuilder.BASE, Map.of());

        assertThat(bases.bring(new ImageDefinitionBuilder().build(), engine)
                        .digest()
                        .get())
                .contains(manifest.digest());
        assertThat(registry.requests()).containsExactly("digest docker.io/library/debian:bookworm");
    }

    @Test
    void looksForABaseWithoutAHostInTheProjectFirst() {
        Reference own = Reference.parse("registry.example.org/app/fedora/32:base.0");
        registry.put(own, Map.of());
        registry.put(Reference.parse("registry.example.org/fedora/32:base.0"), Map.of());
        engine.with(own, FakeEngine.image("sha256:ba5e", DIGEST));

        assertThat(bases.bring(
                                new ImageDefinitionBuilder()
                                        .base("fedora/32:base.0")
                                        .build(),
                                engine)
                        .reference())
                .isEqualTo(own);
        assertThat(registry.requests()).containsExactly("digest " + own);
    }

    @Test
    void looksForABaseWithoutAHostInTheRegistryThen() {
        Reference other = Reference.parse("registry.example.org/group/base/fedora/32:base.0");
        registry.put(other, Map.of());
        engine.with(other, FakeEngine.image("sha256:ba5e", DIGEST));

        assertThat(bases.bring(
                                new ImageDefinitionBuilder()
                                        .base("group/base/fedora/32:base.0")
                                        .build(),
                                engine)
                        .reference())
                .isEqualTo(other);
    }

    @Test
    void refusesABaseWithoutAHostThatIsNowhere() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> bases.bring(
                        new ImageDefinitionBuilder().base("fedora/32:typo").build(), engine))
                .withMessage(
                        "The base fedora/32:typo is nowhere: there is neither registry.example.org/app/fedora/32:typo nor"
                                + " registry.example.org/fedora/32:typo. To start from an image elsewhere, write its host too, as in"
                                + " docker.io/library/debian:bookworm.");
        assertThat(engine.events()).noneMatch(event -> event.startsWith("pull"));
    }

    @Test
    void takesNoBaseWithoutAHostFromElsewhereWhereThereIsNoRegistry() {
        engine.with(ImageDefinitionBuilder.BASE, FakeEngine.image("sha256:ba5e", DIGEST));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> localBases(Optional.empty())
                        .bring(
                                new ImageDefinitionBuilder()
                                        .base("debian:bookworm")
                                        .build(),
                                engine))
                .withMessageStartingWith(
                        "The base debian:bookworm is nowhere: there is no localhost/app/debian:bookworm, and no"
                                + " <registry> (-Dfdo.registry, CI_REGISTRY) to look it up in.");
    }

    @Test
    void takesAnImageOfTheProjectFromTheEngineWhereThereIsNoRegistry() {
        Reference own = Reference.parse("localhost/app/fedora/32:base.0");
        EngineImage image = FakeEngine.image(DIGEST.toString(), Map.of());
        engine.with(own, image);

        BaseImageResolver.Ready ready = localBases(Optional.empty())
                .bring(new ImageDefinitionBuilder().base("fedora/32:base.0").build(), engine);

        // The engine's own identifier takes the place of a digest.
        assertReady(ready, own, image, Optional.of(DIGEST));
        assertThat(engine.events()).noneMatch(event -> event.startsWith("pull"));
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void takesAnOldImageOfTheEngineIfItCannotBePulledWhereThereIsNoRegistry() {
        EngineImage image = FakeEngine.image("sha256:ba5e", DIGEST);
        engine.with(ImageDefinitionBuilder.BASE, image).failing("pull", new EnvironmentException("no route to host"));

        BaseImageResolver.Ready ready =
                localBases(Optional.empty()).bring(new ImageDefinitionBuilder().build(), engine);

        assertReady(ready, ImageDefinitionBuilder.BASE, image, Optional.empty());
        assertThat(log.events())
                .endsWith("warning: The base could not be pulled, so the one that the engine has is used: no route to"
                        + " host");
    }

    @Test
    void failsIfNothingCanBePulledAndTheEngineHasNothing() {
        FixableException refusal = new FixableException("denied");
        engine.failing("pull", refusal);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> localBases(Optional.empty()).bring(new ImageDefinitionBuilder().build(), engine))
                .isSameAs(refusal);
    }

    @Test
    void triesNoSecondTimeWhereAnOldImageWillDo() {
        engine.with(ImageDefinitionBuilder.BASE, FakeEngine.image("sha256:ba5e", DIGEST))
                .failing("pull", new EnvironmentException("no route to host"));

        localBases(Optional.empty()).bring(new ImageDefinitionBuilder().build(), engine);

        assertThat(engine.events()).containsExactly("pull docker.io/library/debian:bookworm");
    }

    @Test
    void takesNoOldImageOfTheEngineWhereThereIsARegistry() {
        EnvironmentException failure = new EnvironmentException("no route to host");
        engine.with(ImageDefinitionBuilder.BASE, FakeEngine.image("sha256:ba5e", DIGEST))
                .failing("pull", failure);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> bases.bring(new ImageDefinitionBuilder().build(), engine))
                .withCause(failure);
        assertThat(engine.events()).hasSize(5);
    }

    @Test
    void takesNoRefusalOfTheProjectsRegistryForAbsence() {
        FixableException refusal = new FixableException("401");
        registry.failWith(refusal);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> bases.bring(
                        new ImageDefinitionBuilder().base("fedora/32:base.0").build(), engine))
                .isSameAs(refusal);
        assertThat(engine.events()).isEmpty();
    }

    private BaseImageResolver basesWithoutPush() {
        return new BaseImageResolver(
                ImageDefinitionBuilder.PROJECT,
                HOST,
                new RegistryStore(registry, false, transfers, log),
                registry,
                transfers,
                log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fedora/32:base.0", "registry.example.org/app/fedora/32:base.0"})
    void takesAnImageOfTheProjectFromTheEngineWhereNothingIsPushed(String base) {
        Reference own = Reference.parse("registry.example.org/app/fedora/32:base.0");
        EngineImage image = FakeEngine.image("sha256:ba5e", Map.of());
        engine.with(own, image);

        BaseImageResolver.Ready ready =
                basesWithoutPush().bring(new ImageDefinitionBuilder().base(base).build(), engine);

        assertReady(ready, own, image, Optional.empty());
        assertThat(engine.events()).noneMatch(event -> event.startsWith("pull"));
        assertThat(log.events())
                .containsExactly("warning: The base " + own + " is in no registry, so the one in the engine is used.");
    }

    @Test
    void pullsABaseThatTheRegistryHasAlsoWhereNothingIsPushed() {
        Reference own = Reference.parse("registry.example.org/app/fedora/32:base.0");
        registry.put(own, Map.of());
        engine.with(own, FakeEngine.image("sha256:ba5e", DIGEST));

        basesWithoutPush()
                .bring(new ImageDefinitionBuilder().base("fedora/32:base.0").build(), engine);

        assertThat(engine.events()).containsExactly("pull " + own);
    }

    @Test
    void refusesABaseThatIsNotInTheEngineEitherWhereNothingIsPushed() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> basesWithoutPush()
                        .bring(
                                new ImageDefinitionBuilder()
                                        .base("fedora/32:typo")
                                        .build(),
                                engine))
                .withMessageStartingWith("The base fedora/32:typo is nowhere: ");
    }
}

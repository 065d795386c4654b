package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.execute.BaseImageResolver.ResolvedBase;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseImageResolverTest {

    private static final Digest DIGEST = Digest.parse("sha256:" + "fedcba9876543210".repeat(4));
    private static final EngineImage PULLED = EngineImages.image("sha256:ba5e", DIGEST);
    private static final Reference BASE = ImageDefinitionBuilder.BASE;
    private static final Reference OWN = Reference.parse("registry.example.org/app/fedora/32:base.0");

    private final ExecutionFixture fixture = new ExecutionFixture();
    private final InMemoryRegistry registry = fixture.registry();
    private final InMemoryEngine engine = fixture.engine().with(BASE, PULLED);

    private ResolvedBase resolve(ImageDefinitionBuilder builder) {
        return resolve(builder.build());
    }

    private ResolvedBase resolve(ImageDefinition image) {
        return new BaseImageResolver(
                        fixture.store(image), fixture.settings(), fixture.transfers(), new BasePulls(), fixture.log())
                .resolve(image, engine, new PhaseTimes());
    }

    private ResolvedBase resolve(String base) {
        return resolve(new ImageDefinitionBuilder().base(base));
    }

    private ResolvedBase resolveLocally(String base) {
        return resolve(new ImageDefinitionBuilder().local().base(base));
    }

    private static void assertResolved(
            ResolvedBase base, Reference reference, EngineImage image, Optional<Digest> identity) {
        assertThat(base.reference()).isEqualTo(reference);
        assertThat(base.image()).isEqualTo(image);
        assertThat(base.identity().get()).isEqualTo(identity);
    }

    private void assertNothingPulled() {
        assertThat(engine.events()).noneMatch(event -> event.startsWith("pull"));
    }

    @Test
    void pullsABaseImageWithAHost() {
        assertResolved(resolve(BASE.toString()), BASE, PULLED, Optional.of(DIGEST));
        assertThat(registry.requests()).isEmpty();
        assertThat(fixture.log().events()).containsExactly("pulling docker.io/library/debian:bookworm");
    }

    @Test
    void pullsForThePlatformOfTheImage() {
        resolve(new ImageDefinitionBuilder().platform("linux/arm64"));

        assertThat(engine.events()).containsExactly("pull docker.io/library/debian:bookworm for linux/arm64");
    }

    @Test
    void asksTheRegistryForTheDigestIfTheEngineDoesNotKnowIt() {
        engine.with(BASE, EngineImages.image("sha256:ba5e", Map.of()));
        Digest digest = registry.put(BASE, Map.of()).digest();

        assertThat(resolve(BASE.toString()).identity().get()).contains(digest);
        assertThat(registry.requests()).containsExactly("digest docker.io/library/debian:bookworm");
    }

    @Test
    void prefersAnImageOfTheProjectForABaseImageWithoutAHost() {
        registry.put(OWN, Map.of());
        registry.put(Reference.parse("registry.example.org/fedora/32:base.0"), Map.of());
        engine.with(OWN, PULLED);

        assertThat(resolve("fedora/32:base.0").reference()).isEqualTo(OWN);
        assertThat(registry.requests()).containsExactly("digest " + OWN);
    }

    @Test
    void usesAnImageOfTheRegistryForABaseImageWithoutAHost() {
        Reference other = Reference.parse("registry.example.org/group/base/fedora/32:base.0");
        registry.put(other, Map.of());
        engine.with(other, PULLED);

        assertThat(resolve("group/base/fedora/32:base.0").reference()).isEqualTo(other);
    }

    @Test
    void refusesABaseImageWithoutAHostThatDoesNotExist() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> resolve("fedora/32:typo"))
                .withMessageContainingAll(
                        "The base image fedora/32:typo does not exist",
                        "registry.example.org/app/fedora/32:typo",
                        "registry.example.org/fedora/32:typo",
                        "docker.io/library/debian:bookworm");
        assertNothingPulled();
    }

    @Test
    void refusesABaseImageWithoutAHostIfThereIsNoRegistry() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> resolveLocally("debian:bookworm"))
                .withMessageContainingAll(
                        "The base image debian:bookworm does not exist", "localhost/app/debian:bookworm", "<registry>");
    }

    @Test
    void usesAnImageOfTheProjectInTheEngineIfThereIsNoRegistry() {
        Reference own = Reference.parse("localhost/app/fedora/32:base.0");
        EngineImage image = EngineImages.image(DIGEST.toString(), Map.of());
        engine.with(own, image);

        assertResolved(resolveLocally("fedora/32:base.0"), own, image, Optional.of(DIGEST));
        assertNothingPulled();
        assertThat(registry.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void usesABaseImageOnLocalhostFromTheEngine(boolean isLocal) {
        Reference base = Reference.parse("localhost/tool:1");
        EngineImage image = EngineImages.image(DIGEST.toString(), Map.of());
        engine.with(base, image);

        ResolvedBase resolved = isLocal ? resolveLocally("localhost/tool:1") : resolve("localhost/tool:1");

        assertResolved(resolved, base, image, Optional.of(DIGEST));
        assertNothingPulled();
        assertThat(registry.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsWithoutAPullIfTheEngineLacksABaseImageOnLocalhost(boolean isLocal) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> {
                    if (isLocal) {
                        resolveLocally("localhost/tool:1");
                    } else {
                        resolve("localhost/tool:1");
                    }
                })
                .withMessageContainingAll("localhost/tool:1", "is not in Fake 1.0");
        assertNothingPulled();
    }

    @Test
    void usesTheImageOfTheEngineIfItCannotBePulledAndThereIsNoRegistry() {
        engine.fail("pull", new EnvironmentException("no route to host"));

        assertResolved(resolveLocally(BASE.toString()), BASE, PULLED, Optional.empty());
        assertThat(engine.events()).containsExactly("pull docker.io/library/debian:bookworm");
        assertThat(fixture.log().events())
                .anyMatch(event -> event.startsWith("warning: The base image cannot be pulled")
                        && event.endsWith("no route to host"));
    }

    @Test
    void failsIfAPullIsRefusedAndThereIsNoRegistry() {
        engine.fail("pull", new FixableException("denied."));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> resolveLocally(BASE.toString()))
                .withMessage(
                        "denied. It is the base image of '%s': see <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE).",
                        "base");
    }

    @Test
    void triesToPullFiveTimesIfThereIsARegistry() {
        EnvironmentException failure = new EnvironmentException("no route to host");
        engine.fail("pull", failure);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> resolve(BASE.toString()))
                .havingRootCause()
                .isSameAs(failure);
        assertThat(engine.events()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void proposesAnotherRegistryIfThePullFails(boolean isLocal) {
        String base = "nosuch.example.org/debian:bookworm";
        engine.fail("pull", new EnvironmentException("no such host."));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> {
                    if (isLocal) {
                        resolveLocally(base);
                    } else {
                        resolve(base);
                    }
                })
                .withMessageStartingWith("no such host. ")
                .withMessageEndingWith("If the engine cannot reach nosuch.example.org, set <baseImage>"
                        + " (-Dfdo.base.image, FDO_BASE_IMAGE) to an image of another registry.");
    }

    @Test
    void proposesNoOtherBaseImageForAnImageOfThePom() {
        engine.fail("pull", new EnvironmentException("no such host."));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> resolve(new ImageDefinitionBuilder().parent("parent")))
                .withMessage("no such host. Gave up after 5 attempts.");
    }

    @Test
    void doesNotTakeARefusalForAMissingBaseImage() {
        FixableException refusal = new FixableException("401");
        registry.failAll(refusal);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> resolve("fedora/32:base.0"))
                .isSameAs(refusal);
        assertThat(engine.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fedora/32:base.0", "registry.example.org/app/fedora/32:base.0"})
    void usesAnUnpushedImageOfTheProjectInTheEngine(String base) {
        EngineImage image = EngineImages.image("sha256:ba5e", Map.of());
        engine.with(OWN, image);
        fixture.withoutPush();

        assertResolved(resolve(base), OWN, image, Optional.empty());
        assertNothingPulled();
        assertThat(fixture.log().events())
                .singleElement()
                .asString()
                .startsWith("warning: The base image " + OWN + " is not in its registry.");
    }

    @Test
    void pullsABaseImageThatTheRegistryHasEvenIfNothingIsPushed() {
        registry.put(OWN, Map.of());
        engine.with(OWN, PULLED);
        fixture.withoutPush();

        resolve("fedora/32:base.0");

        assertThat(engine.events()).containsExactly("pull " + OWN);
    }

    @Test
    void refusesAnotherBaseImageThanTheOneThatHasChanged() {
        Reference inRegistry = Reference.parse("registry.example.org/fedora/32:base.0");
        registry.put(OWN, Map.of());
        ImageDefinition image = new ImageDefinitionBuilder()
                .base("fedora/32:base.0")
                .build()
                .forced(new ImageDefinition.Rebuild("its base image has changed", Optional.of(inRegistry)));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> resolve(image))
                .withMessageStartingWith("The base image " + inRegistry + " of the image 'base' has changed, but a"
                        + " rebuild would use the base image " + OWN + ".");
        assertNothingPulled();
    }

    @Test
    void refusesAnUnpushedBaseImageThatTheEngineLacks() {
        fixture.withoutPush();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> resolve("fedora/32:typo"))
                .withMessageStartingWith("The base image fedora/32:typo does not exist: ");
    }
}

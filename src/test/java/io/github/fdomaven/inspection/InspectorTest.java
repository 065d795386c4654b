package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.RegistryStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InspectorTest {

    private static final NamedImage IMAGE = Inspected.IMAGE;
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Inspector inspector = new Inspector(new RegistryStore(registry), image -> Optional.empty());
    private Digest now;

    static Stream<FdoException> failures() {
        return Stream.of(new FixableException("GET x: 401 Unauthorized."), new EnvironmentException("GET x: 503."));
    }

    @BeforeEach
    void putImageAndBase() {
        registry.put(IMAGE.reference(), Inspected.baseLabels());
        now = registry.put(Inspected.BASE, Map.of()).digest();
    }

    private static NamedImage image(Platform platform) {
        return new NamedImage("base", IMAGE.reference(), Optional.of(platform));
    }

    @Test
    void comparesTheBaseImageWithTheLabels() {
        BaseState stale = BaseState.compare(Inspected.BASE, Inspected.THEN, now);

        assertThat(inspector.inspect(IMAGE, Inspected.ALL_PACKAGES).base()).isEqualTo(stale);
        assertThat(inspector.checkBase(IMAGE)).isEqualTo(new CheckedBase(IMAGE, stale));
        assertThat(inspector.checkBase(IMAGE).isStale()).isTrue();
        assertThat(inspector.inspect(IMAGE, Inspected.ALL_PACKAGES).found().labels())
                .isEqualTo(Inspected.baseLabels());
    }

    @Test
    void looksUpEachBaseImageOnce() {
        inspector.checkBase(IMAGE);
        inspector.checkBase(IMAGE);

        assertThat(registry.requests()).containsOnlyOnce("digest " + Inspected.BASE);
    }

    @Test
    void failsToInspectAMissingImageWithAdvice() {
        registry.remove(IMAGE.reference());

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> inspector.inspect(IMAGE, Inspected.ALL_PACKAGES))
                .withMessageContainingAll("registry.example.org/app/base:1", "mvn fdo:build-image");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> inspector.inspect(
                        NamedImage.unnamed(IMAGE.reference(), Optional.empty()), Inspected.ALL_PACKAGES))
                .withMessageContainingAll("registry.example.org/app/base:1", "docker.io/library/debian:bookworm");
    }

    @Test
    void doesNotKnowTheBaseImageOfAMissingImage() {
        registry.remove(IMAGE.reference());

        CheckedBase checked = inspector.checkBase(IMAGE);

        assertThat(checked).hasToString(IMAGE + ": UNKNOWN: the image does not exist");
        assertThat(checked.isStale()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void inspectsAnImageWhoseBaseImageCannotBeLookedUp(FdoException failure) {
        registry.fail("digest " + Inspected.BASE, failure);

        BaseState base = inspector.inspect(IMAGE, Inspected.ALL_PACKAGES).base();

        assertThat(base.status()).isEqualTo(BaseState.Status.UNKNOWN);
        assertThat(base.base()).contains(Inspected.BASE.toString());
        assertThat(base.built()).contains(Inspected.THEN);
        assertThat(base.sentence()).isEqualTo(failure.getMessage());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void throwsIfTheBaseImageToCheckCannotBeLookedUp(FdoException failure) {
        registry.fail("digest " + Inspected.BASE, failure);

        assertThatThrownBy(() -> inspector.checkBase(IMAGE)).isSameAs(failure);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void throwsIfTheImageCannotBeLookedUp(FdoException failure) {
        registry.fail(IMAGE.reference().toString(), failure);

        assertThatThrownBy(() -> inspector.inspect(IMAGE, Inspected.ALL_PACKAGES))
                .isSameAs(failure);
        assertThatThrownBy(() -> inspector.checkBase(IMAGE)).isSameAs(failure);
    }

    @Test
    void refusesAnImageForAnotherPlatform() {
        registry.put(IMAGE.reference(), new ImageConfig(Optional.empty(), Optional.of(AMD64), Map.of()));

        assertThat(inspector
                        .inspect(image(AMD64), Inspected.ALL_PACKAGES)
                        .found()
                        .platforms())
                .containsExactly(AMD64);
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> inspector.inspect(image(ARM64), Inspected.ALL_PACKAGES))
                .withMessageContainingAll(IMAGE.reference().toString(), "linux/amd64", "linux/arm64");
    }

    @Test
    void failsIfAnIndexHasNoImageForThePlatform() {
        registry.putIndex(IMAGE.reference(), Map.of("fdo.pipeline_id", "1"), AMD64);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> inspector.inspect(image(ARM64), Inspected.ALL_PACKAGES))
                .withMessageContainingAll(IMAGE.reference().toString(), "linux/amd64", "linux/arm64");
    }

    @Test
    void inspectsAnImageOfADigest() {
        Reference reference = IMAGE.reference()
                .repository()
                .at(registry.put(IMAGE.reference(), Map.of()).digest());

        assertThat(inspector
                        .inspect(NamedImage.unnamed(reference, Optional.empty()), Inspected.ALL_PACKAGES)
                        .found()
                        .digest())
                .isEqualTo(reference.digest());
    }
}

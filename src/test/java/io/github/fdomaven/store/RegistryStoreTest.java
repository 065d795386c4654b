package io.github.fdomaven.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryStoreTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app/base:1");
    private static final Platform Z80 = Platform.parse("linux/z80");
    private static final Platform MOS = Platform.parse("linux/mos");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final RegistryStore store = new RegistryStore(registry);

    private ImageRecord find(Platform platform) {
        return store.find(TAG, Optional.ofNullable(platform)).orElseThrow();
    }

    @Test
    void fetchesAnImageWithTwoRequests() {
        Instant created = Instant.parse("2026-11-24T00:02:03Z");
        Manifest manifest = registry.put(TAG, ImageConfig.of(created.toString(), Optional.of(Z80), Map.of("a", "b")));

        ImageRecord found = find(null);

        assertThat(found.reference()).isEqualTo(TAG);
        assertThat(found.digest()).contains(manifest.digest()).isEqualTo(found.identity());
        assertThat(found.platforms()).containsExactly(Z80);
        assertThat(found.labels()).isEqualTo(Map.of("a", "b"));
        assertThat(found.label("a")).contains("b");
        assertThat(found.isIndex()).isFalse();
        assertThat(found.content().member()).isEmpty();
        assertThat(found.content().size()).isEqualTo(InMemoryRegistry.IMAGE_SIZE);
        assertThat(found.content().layers())
                .singleElement()
                .satisfies(layer -> assertThat(layer.size()).contains(1000L));
        assertThat(registry.requests()).containsExactly("manifest " + TAG, "config registry.example.org/app/base");
    }

    @Test
    void findsAnImageOfAnUnknownTypeByItsDigest() {
        Manifest manifest = Manifest.parse(
                "application/vnd.docker.distribution.manifest.v1+prettyjws",
                "{\"schemaVersion\":1}".getBytes(StandardCharsets.UTF_8));
        registry.put(TAG, manifest);

        ImageRecord found = find(null);

        assertThat(found.digest()).contains(manifest.digest());
        assertThat(found.labels()).isEmpty();
        assertThat(found.platforms()).isEmpty();
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(found::content)
                .withMessageStartingWith(
                        TAG + " has the media type 'application/vnd.docker.distribution.manifest.v1+pret");
    }

    @Test
    void findsNoPlatformIfTheConfigHasNone() {
        registry.put(TAG, Map.of());

        assertThat(find(MOS).platforms()).isEmpty();
    }

    @Test
    void findsNoMissingImage() {
        assertThat(store.find(TAG, Optional.empty())).isEmpty();
        assertThat(store.identity(TAG)).isEmpty();
        assertThat(registry.requests()).containsExactly("manifest " + TAG, "digest " + TAG);
    }

    @Test
    void fetchesTheContentOfAnIndexOnlyWhenItIsNeeded() {
        Manifest index = registry.putIndex(TAG, Map.of(), Z80, MOS);

        ImageRecord found = find(MOS);

        assertThat(found.isIndex()).isTrue();
        assertThat(found.digest()).contains(index.digest());
        assertThat(found.platforms()).containsExactly(Z80, MOS);
        assertThat(registry.requests()).containsExactly("manifest " + TAG);
        assertThat(found.labels()).isEqualTo(Map.of("number", "1"));
        assertThat(found.content().size()).isEqualTo(InMemoryRegistry.IMAGE_SIZE);
        Reference member = found.content().member().orElseThrow();
        assertThat(member.repository()).isEqualTo(TAG.repository());
        assertThat(registry.requests())
                .containsExactly("manifest " + TAG, "manifest " + member, "config registry.example.org/app/base");
    }

    @Test
    void usesTheAnnotationsOfAnIndexAsItsLabels() {
        registry.putIndex(TAG, Map.of("fdo.pipeline_id", "4711"), Z80);

        assertThat(find(null).label("fdo.pipeline_id")).contains("4711");
        assertThat(registry.requests()).containsExactly("manifest " + TAG);
    }

    @Test
    void usesTheLabelsOfAMemberIfTheAnnotationsAreNotFdoLabels() {
        registry.putIndex(TAG, Map.of("org.opencontainers.image.created", "today"), Z80);

        assertThat(find(null).labels()).isEqualTo(Map.of("number", "0"));
    }

    @Test
    void usesTheFirstImageOfAnIndexButNoAttestation() {
        registry.putIndex(TAG, Map.of(), Platform.parse("unknown/unknown"), Z80, MOS);

        assertThat(find(null).labels()).isEqualTo(Map.of("number", "1"));
        assertThat(find(null).platforms()).containsExactly(Z80, MOS);
    }

    @Test
    void failsIfAnIndexHasNoImageForThePlatform() {
        registry.putIndex(TAG, Map.of(), Z80, MOS);
        ImageRecord found = find(Platform.parse("linux/arm64"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(found::labels)
                .withMessageContainingAll(TAG.toString(), "linux/arm64", "linux/z80, linux/mos");
    }

    @Test
    void asksForAFailedContentOnce() {
        registry.putIndex(TAG, Map.of(), Z80).toString();
        ImageRecord found = find(null);
        EnvironmentException failure = new EnvironmentException("503");
        registry.fail("config registry.example.org/app/base", failure);

        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(found::labels);
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(found::content)
                .isSameAs(failure);
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void isEqualIfItIsTheSameManifestAtTheSameReference() {
        registry.put(TAG, Map.of());

        assertThat(find(null)).isEqualTo(find(MOS)).hasSameHashCodeAs(find(MOS));
        assertThat(find(null)).isNotEqualTo(find(null).at(Reference.parse("registry.example.org/app/base:2")));
    }
}

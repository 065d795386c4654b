package io.github.fdomaven.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.engine.PlatformEngines;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectStoreTest {

    private static final Digest ID = Digest.parse("sha256:" + "0123456789abcdef".repeat(4));

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryEngine engine = new InMemoryEngine(registry);

    private ProjectStore store(String... repositories) {
        List<ImageLocation> locations = Stream.of(repositories)
                .map(Repository::parse)
                .map(repository -> new ImageLocation(repository, Optional.of(repository.host()), false))
                .toList();
        return new ProjectStore(locations, registry, engine.provider());
    }

    private ProjectStore localStore() {
        ImageLocation local = new ImageLocation(Repository.parse("localhost/app"), Optional.empty(), true);
        return new ProjectStore(List.of(local), registry, engine.provider());
    }

    @ParameterizedTest
    @CsvSource({
        "localhost/app/base:1, true",
        "localhost/base:1, true",
        "localhost:5000/base:1, false",
        "registry.example.org/base:1, false",
        "127.0.0.1/base:1, false"
    })
    void looksForImagesOnLocalhostInTheEngine(String reference, boolean isInEngine) {
        assertThat(localStore().isInEngine(Reference.parse(reference))).isEqualTo(isInEngine);
        assertThat(store("registry.example.org/app").isInEngine(Reference.parse(reference)))
                .isEqualTo(isInEngine);
    }

    @Test
    void looksForImagesOnLocalhostInARegistryIfAModuleHasOneThere() {
        assertThat(store("registry.example.org/app", "localhost/app")
                        .isInEngine(Reference.parse("localhost/app/base:1")))
                .isFalse();
    }

    @Test
    void findsAnImageOfTheEngineWithoutAskingTheRegistry() {
        Reference reference = Reference.parse("localhost/base:1");
        engine.with(reference, EngineImages.image(ID.toString(), Map.of("a", "b")));

        ProjectStore store = store("registry.example.org/app");
        ImageRecord found =
                store.find(reference, Optional.of(Platform.parse("linux/z80"))).orElseThrow();

        assertThat(found.digest()).isEmpty();
        assertThat(found.manifest()).isEmpty();
        assertThat(found.identity()).contains(ID);
        assertThat(found.labels()).isEqualTo(Map.of("a", "b"));
        assertThat(found.platforms()).isEmpty();
        assertThat(found.content().size()).isEqualTo(EngineImages.IMAGE_SIZE);
        assertThat(store.identity(reference)).contains(ID);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void doesNotIdentifyAnImageByAnImageIdThatIsNotADigest() {
        Reference reference = Reference.parse("localhost/base:1");
        engine.with(reference, EngineImages.image("4711", Map.of()));

        assertThat(localStore().identity(reference)).isEmpty();
        assertThat(localStore().find(reference, Optional.empty())).isPresent();
    }

    @Test
    void findsNoMissingImageOfTheEngine() {
        assertThat(localStore().find(Reference.parse("localhost/base:1"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void neverLooksForTheEngineForAnImageOfARegistry() {
        Reference reference = Reference.parse("registry.example.org/app/base:1");
        Digest digest = registry.put(reference, Map.of()).digest();

        assertThat(localStore().identity(reference)).contains(digest);
        assertThat(localStore().find(reference, Optional.empty())).isPresent();
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void findsAnImageInTheEngineOfItsPlatform() {
        Platform arm64 = Platform.parse("linux/arm64");
        Reference reference = Reference.parse("localhost/app/base:1-arm64");
        InMemoryEngine other = new InMemoryEngine(registry);
        other.with(reference, EngineImages.image(ID.toString(), Map.of()));
        ImageLocation local = new ImageLocation(Repository.parse("localhost/app"), Optional.empty(), true);
        ProjectStore store = new ProjectStore(
                List.of(local), registry, new PlatformEngines(engine.provider(), Map.of(arm64, other.provider())));

        assertThat(store.find(reference, Optional.of(arm64))).isPresent();
        assertThat(store.find(reference, Optional.empty())).isEmpty();
    }
}

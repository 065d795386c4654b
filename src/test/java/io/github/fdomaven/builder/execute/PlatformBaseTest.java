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
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.RegistryStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformBaseTest {

    private static final EngineImage PULLED = EngineImages.image("sha256:ba5e", Map.of());
    private static final Reference BASE = ImageDefinitionBuilder.BASE;

    private final ExecutionFixture fixture = new ExecutionFixture();
    private final InMemoryRegistry registry = fixture.registry();
    private final InMemoryEngine engine = fixture.engine().with(BASE, PULLED);

    /** The base image of an image for arm64. */
    private ResolvedBase resolve() {
        ImageDefinition image = new ImageDefinitionBuilder()
                .platforms("linux/arm64")
                .build()
                .members()
                .get(0);
        return new BaseImageResolver(
                        fixture.store(image), fixture.settings(), fixture.transfers(), new BasePulls(), fixture.log())
                .resolve(image, engine, new PhaseTimes());
    }

    /** The image for arm64 of the index. */
    private Reference member() {
        return new RegistryStore(registry)
                .find(BASE, Optional.empty())
                .orElseThrow()
                .platformImages()
                .get(Platform.parse("linux/arm64"));
    }

    /** The tag of the base image in the engine stays the same. */
    @Test
    void isPulledByItsDigestFromAnIndex() {
        Manifest index =
                registry.putIndex(BASE, Map.of(), Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));
        Reference member = member();
        engine.with(member, PULLED);

        ResolvedBase base = resolve();

        assertThat(base.reference()).isEqualTo(BASE);
        assertThat(base.identity().get()).contains(index.digest());
        assertThat(engine.events()).containsExactly("pull " + member + " for linux/arm64");
    }

    @Test
    void isRefusedIfTheIndexDoesNotHaveThePlatform() {
        registry.putIndex(BASE, Map.of(), Platform.parse("linux/amd64"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::resolve)
                .withMessage(BASE + " has no image for linux/arm64. Its images are for linux/amd64.");
    }

    @Test
    void isRefusedIfTheImageOfTheIndexHasVanished() {
        registry.putIndex(BASE, Map.of(), Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));
        Reference member = member();
        registry.remove(member);
        FixableException refusal = new FixableException("the engine says: manifest unknown.");
        engine.fail("pull " + member + " for linux/arm64", refusal);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::resolve)
                .withMessageStartingWith("The index " + BASE + " names " + member
                        + ", which does not exist. Push the index again, with all its images.");
    }

    @Test
    void isRefusedInTheWordsOfTheEngineIfTheIndexHasTheImage() {
        registry.putIndex(BASE, Map.of(), Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));
        engine.fail("pull " + member() + " for linux/arm64", new FixableException("the engine says: no."));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::resolve)
                .withMessageStartingWith("the engine says: no.");
    }

    @Test
    void isPulledByItsTagIfOnlyTheEngineReachesItsRegistry() {
        registry.fail("manifest " + BASE, new EnvironmentException("no connection"));

        assertThat(resolve().image()).isEqualTo(PULLED);
        assertThat(engine.events()).containsExactly("pull " + BASE + " for linux/arm64");
    }
}

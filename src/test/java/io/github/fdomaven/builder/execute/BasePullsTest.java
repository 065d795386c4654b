package io.github.fdomaven.builder.execute;

import static io.github.fdomaven.builder.execute.ExecutionFixture.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BasePullsTest {

    private static final Reference BASE = ImageDefinitionBuilder.BASE;
    private static final EngineImage IMAGE = EngineImages.image("sha256:ba5e", Map.of());
    private static final EngineImage OTHER = EngineImages.image("sha256:07e4", Map.of());

    private final InMemoryEngine engine = new InMemoryEngine().with(BASE, IMAGE);
    private final BasePulls pulls = new BasePulls();

    private EngineImage pull(EngineImage image) {
        return pulls.get(engine, BASE, Optional.empty(), () -> image);
    }

    private static EngineImage refuse() {
        throw new EnvironmentException("503");
    }

    @Test
    void pullsOneBaseImageOfTwoImagesOnce() {
        ExecutionFixture images = new ExecutionFixture();

        assertThat(ExecutionFixture.outcomes(images.run(named("a"), named("b"))))
                .containsExactly("a BUILT", "b BUILT");

        assertThat(images.engine().events()).containsOnlyOnce("pull " + BASE);
    }

    @Test
    void pullsEachPlatform() {
        pull(IMAGE);

        assertThat(pulls.get(engine, BASE, Optional.of(Platform.parse("linux/arm64")), () -> OTHER))
                .isEqualTo(OTHER);
    }

    @Test
    void triesAFailedPullAgain() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> pulls.get(engine, BASE, Optional.empty(), BasePullsTest::refuse))
                .withMessage("503");

        assertThat(pull(IMAGE)).isEqualTo(IMAGE);
    }

    @Test
    void pullsAgainIfTheTagHasAnotherImageNow() {
        pull(IMAGE);
        engine.with(BASE, OTHER);

        assertThat(pull(OTHER)).isEqualTo(OTHER);
    }
}

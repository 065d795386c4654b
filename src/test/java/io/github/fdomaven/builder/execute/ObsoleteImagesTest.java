package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verifies that no image without a tag remains when a tag is moved to another image. */
class ObsoleteImagesTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private static final EngineImage BEFORE = EngineImages.image("sha256:0ld", Map.of("fdo.recipe_digest", "sha256:1"));

    private final ExecutionFixture fixture = new ExecutionFixture();
    private final InMemoryEngine engine = fixture.engine();
    private final RecordingBuildLog log = fixture.log();

    /** Moves the tag, as another build does. */
    private void moveTag(EngineImage image) {
        engine.untagged().put(image.id(), image);
        engine.tag(image.id(), TAG);
    }

    @Test
    void removesTheImageThatItReplaces() {
        engine.with(TAG, BEFORE);

        fixture.runOne(new ImageDefinitionBuilder());

        fixture.assertNothingLeftBut(TAG.toString());
        assertThat(engine.events()).containsSubsequence("push " + TAG, "remove image " + BEFORE.id());
    }

    @Test
    void keepsAnImageThatItReplacesIfAnotherTagHasIt() {
        Reference other = Reference.parse("registry.example.org/app/other:1");
        engine.with(TAG, BEFORE).with(other, BEFORE);

        fixture.runOne(new ImageDefinitionBuilder());

        fixture.assertNothingLeftBut(TAG.toString(), other.toString());
    }

    @Test
    void warnsOnceThatAnImageCannotBeRemoved() {
        EnvironmentException broken = new EnvironmentException("Could not remove the image.");
        engine.with(TAG, BEFORE)
                .fail("push " + TAG, new EnvironmentException("no push"))
                .fail("remove image ", broken);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> fixture.runOne(new ImageDefinitionBuilder()));
        assertThat(log.events())
                .filteredOn(event -> event.contains("Could not remove the image."))
                .hasSize(1);
    }

    @Test
    void keepsAnImageWithoutFdoLabels() {
        engine.with(TAG, EngineImages.image("sha256:0ld", Map.of()));

        fixture.runOne(new ImageDefinitionBuilder());

        assertThat(engine.untagged()).containsOnlyKeys("sha256:0ld");
    }

    @Test
    void removesItsImageIfAnotherBuildMovesTheTag() {
        String recipe = new ImageDefinitionBuilder().build().recipe().digest().toString();
        EngineImage other = EngineImages.image("sha256:" + "07".repeat(32), Map.of("fdo.recipe_digest", recipe));
        engine.when("push", () -> moveTag(other));

        fixture.runOne(new ImageDefinitionBuilder());

        assertThat(engine.tags()).containsEntry(TAG.toString(), other);
        assertThat(engine.untagged()).isEmpty();
    }

    @Test
    void untagsIfThePushFailsAndAnotherBuildHasRemovedTheEarlierImage() {
        engine.with(TAG, BEFORE)
                .when("push", () -> engine.removeUnused("sha256:0ld"))
                .fail("push", new EnvironmentException("503"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> fixture.runOne(new ImageDefinitionBuilder()));

        fixture.assertNothingLeftBut();
        assertThat(log.events()).noneMatch(event -> event.startsWith("warning: Could not"));
    }

    /** The same happens if Maven is interrupted before the image has its tag. */
    @Test
    void removesTheMarkOfTheEarlierImageIfTheTagCannotBeMoved() {
        engine.with(TAG, BEFORE).fail("tag " + InMemoryEngine.COMMITTED, new EnvironmentException("no space left"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> fixture.runOne(new ImageDefinitionBuilder()));

        assertThat(engine.tags()).containsEntry(TAG.toString(), BEFORE);
        assertThat(engine.tags().keySet()).noneMatch(tag -> tag.contains("replaced-"));
    }

    @Test
    void warnsIfAReplacedImageCannotBeRemoved() {
        engine.with(TAG, BEFORE).fail("remove image", new EnvironmentException("the engine is gone"));

        assertThat(fixture.runOne(new ImageDefinitionBuilder()).outcome()).isEqualTo(Outcome.BUILT);

        assertThat(log.events()).contains("warning: the engine is gone");
    }
}

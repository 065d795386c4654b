package io.github.fdomaven.builder.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.execute.BaseImageResolver.ResolvedBase;
import io.github.fdomaven.builder.push.PluginPush;
import io.github.fdomaven.builder.push.PushBy;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.fixture.ReadableImages;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImagePublisherTest {

    private static final ImageDefinition IMAGE = new ImageDefinitionBuilder().build();
    private static final Reference TAG = IMAGE.reference();
    private static final Map<String, String> LABELS = Map.of("a", "1");
    private static final Map<String, String> OTHER_RECIPE = Map.of("fdo.recipe_digest", "sha256:another");
    private static final Map<String, String> SAME_RECIPE =
            Map.of("fdo.recipe_digest", IMAGE.recipe().digest().toString());

    private static final ResolvedBase BASE = new ResolvedBase(
            ImageDefinitionBuilder.BASE,
            sized(EngineImages.image("sha256:ba5e", ExecutionFixture.BASE_DIGEST), 30),
            () -> Optional.of(ExecutionFixture.BASE_DIGEST));

    private final ExecutionFixture fixture = new ExecutionFixture();

    @BeforeEach
    void putBuiltImage() {
        fixture.engine().with(TAG, EngineImages.image(InMemoryEngine.COMMITTED, LABELS));
    }

    private static EngineImage sized(EngineImage image, long size) {
        return new EngineImage(
                image.id(), image.digest(), size, image.entrypoint(), image.cmd(), image.config(), image.layers());
    }

    private ImageRecord publish(boolean isNewTag) {
        return publish(InMemoryEngine.COMMITTED, isNewTag);
    }

    private ImageRecord publish(String imageId, boolean isNewTag) {
        return new ImagePublisher(
                        fixture.store(IMAGE),
                        fixture.registry(),
                        fixture.settings(),
                        fixture.transfers(),
                        new PluginPush(fixture.registry(), fixture.log()),
                        fixture.log())
                .publish(fixture.engine(), imageId, IMAGE, BASE, isNewTag);
    }

    @Test
    void pushesAnImageAndReadsItFromTheRegistry() {
        ImageRecord published = publish(true);

        assertThat(published.labels()).isEqualTo(LABELS);
        assertThat(published.digest()).isEqualTo(fixture.registry().digest(TAG));
        assertThat(fixture.log().events()).containsExactly("pushing " + TAG);
    }

    @Test
    void recognizesAnImageWhoseImageIdIsTheDigestOfItsManifest() {
        Digest config = Digest.parse(InMemoryEngine.COMMITTED);
        Digest manifest = fixture.registry()
                .put(TAG, config, EngineImages.image("", LABELS).config())
                .digest();

        assertThat(publish(manifest.toString(), false).digest()).contains(manifest);
        assertThat(fixture.log().events()).containsExactly("pushing " + TAG);
    }

    @Test
    void failsIfTheRegistryDoesNotHaveThePushedImage() {
        fixture.engine().afterPush(() -> {
            Digest pushed = fixture.registry().contentDigest(TAG).orElseThrow();
            fixture.registry().remove(TAG.repository().at(pushed));
            fixture.registry().remove(TAG);
        });

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> publish(true))
                .withMessageContainingAll("Pushed sha256:", " to " + TAG, "the registry does not have the image");
    }

    @Test
    void saysThatAnImageWasPushedIfItCannotBeReadAfterwards() {
        fixture.engine().afterPush(() -> fixture.registry().failAll(new EnvironmentException("500: no storage")));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> publish(true))
                .withMessageEndingWith(" to " + TAG + ", but could not read the image there: 500: no storage");
    }

    @Test
    void readsAPushedImageByDigestIfTheTagStillHasTheImageBefore() {
        fixture.registry().put(TAG, OTHER_RECIPE);
        fixture.engine().afterPush(() -> fixture.registry().put(TAG, OTHER_RECIPE));

        assertReadByDigest(publish(false));
    }

    @Test
    void readsAPushedImageByDigestIfTheTagIsNotThereYet() {
        fixture.engine().afterPush(() -> fixture.registry().remove(TAG));

        assertReadByDigest(publish(true));
    }

    private void assertReadByDigest(ImageRecord published) {
        assertThat(published.labels()).isEqualTo(LABELS);
        assertThat(published.reference()).isEqualTo(TAG);
        assertThat(fixture.registry().requests())
                .contains("manifest " + TAG.repository().at(published.digest().orElseThrow()));
        assertThat(fixture.log().events()).containsExactly("pushing " + TAG);
    }

    @Test
    void failsIfAnotherRecipeIsPushedAtTheSameTime() {
        fixture.engine().afterPush(() -> fixture.registry().put(TAG, OTHER_RECIPE));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> publish(true))
                .withMessageContainingAll(
                        "Pushed " + TAG,
                        fixture.registry().digest(TAG).orElseThrow().toString(),
                        "another recipe",
                        "<tag>");
    }

    @Test
    void usesAnImageOfTheSameRecipeThatIsPushedAtTheSameTime() {
        fixture.engine().afterPush(() -> fixture.registry().put(TAG, SAME_RECIPE));

        assertThat(publish(true).labels()).isEqualTo(SAME_RECIPE);
        assertThat(fixture.log().events())
                .anyMatch(event -> event.startsWith("warning: Another pipeline") && event.contains(TAG.toString()));
    }

    @Test
    void keepsAnImageInTheEngineWithoutAPush() {
        fixture.withoutPush();

        ImageRecord published = publish(true);

        assertThat(published.identity()).isEmpty();
        assertThat(published.labels()).isEqualTo(LABELS);
        assertThat(fixture.registry().requests()).isEmpty();
        assertThat(fixture.engine().events()).isEmpty();
    }

    @Test
    void doesNotPushOverATagThatWasTakenDuringTheBuild() {
        Manifest taken = fixture.registry().put(TAG, OTHER_RECIPE);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> publish(true))
                .withMessageContainingAll(
                        taken.digest().toString(), TAG.toString(), "during the build", "The tag was not changed");
        assertThat(fixture.registry().digest(TAG)).contains(taken.digest());
        assertThat(fixture.log().events()).isEmpty();
    }

    @Test
    void pushesOverATagThatExistedWhenThePlanWasMade() {
        fixture.registry().put(TAG, OTHER_RECIPE);

        assertThat(publish(false).labels()).isEqualTo(LABELS);
    }

    @Test
    void pushesOverATagOfTheSameRecipe() {
        fixture.registry().put(TAG, SAME_RECIPE);

        assertThat(publish(true).labels()).isEqualTo(LABELS);
    }

    @Test
    void pushesBySlowEnginesItself() {
        String id = putReadableImage();
        fixture.engine().readable.pushesSlowly = true;

        ImageRecord published = publish(id, true);

        assertThat(published.labels()).isEqualTo(LABELS);
        assertThat(((ImageManifest) published.manifest().orElseThrow()).config().digest())
                .hasToString(id);
        assertThat(fixture.engine().events()).containsExactly("read 1 layers");
        assertThat(fixture.log().events()).containsExactly("pushing " + TAG);
    }

    /** Puts an image into the engine that the plugin can read, and returns its image ID. */
    private String putReadableImage() {
        InMemoryEngine engine = fixture.engine();
        ReadableImages readable = engine.readable;
        EngineImage image = readable.image(
                "{\"config\":{\"Labels\":{\"a\":\"1\"}}}".getBytes(UTF_8), readable.layer("layer".getBytes(UTF_8)));
        engine.with(TAG, image);
        return image.id();
    }

    @Test
    void letsTheEnginePushAnImageThatThePluginCannotRead() {
        fixture.engine().readable.pushesSlowly = true;

        assertThat(publish(true).labels()).isEqualTo(LABELS);
        assertThat(fixture.engine().events()).containsExactly("push " + TAG);
        assertThat(fixture.log().events())
                .contains(
                        "the engine pushes, because the plugin cannot read the image: it does not say which layers the"
                                + " image has");
    }

    @Test
    void failsIfThePluginMustPushAnImageThatItCannotRead() {
        fixture.pushBy(PushBy.PLUGIN);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> publish(true))
                .withMessage(
                        "Could not push " + TAG + ": the plugin cannot read the image from Fake 1.0: it does not say"
                                + " which layers the image has. Set <pushBy> (-Dfdo.push.by, FDO_PUSH_BY) to auto, so that the"
                                + " engine pushes.");
        assertThat(fixture.registry().has(TAG)).isFalse();
    }

    @Test
    void letsTheEnginePushIfThePushOfThePluginFails() {
        String id = putReadableImage();
        fixture.engine().readable.pushesSlowly = true;
        fixture.registry().fail("uploadBlob " + TAG.repository(), new EnvironmentException("400: no blobs."));

        assertThat(publish(id, true).labels()).isEqualTo(LABELS);
        assertThat(fixture.engine().events()).containsExactly("read 1 layers", "push " + TAG);
        assertThat(fixture.log().events())
                .contains("warning: Could not push " + TAG + ": 400: no blobs. The engine pushes now.");
    }

    @Test
    void failsIfThePushOfThePluginFailsAndItMustPush() {
        String id = putReadableImage();
        fixture.pushBy(PushBy.PLUGIN);
        fixture.registry().fail("uploadBlob " + TAG.repository(), new EnvironmentException("400: no blobs."));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> publish(id, true))
                .withMessage("Could not push " + TAG + ": 400: no blobs.");
        assertThat(fixture.registry().has(TAG)).isFalse();
    }

    @Test
    void letsASlowEnginePushASmallLayer() {
        putReadableImage();
        fixture.engine().readable.pushesSlowly = true;
        EngineImage image = fixture.engine().tags().get(TAG.toString());
        fixture.engine().with(TAG, sized(image, 36));

        publish(image.id(), true);

        assertThat(fixture.engine().events()).containsExactly("push " + TAG);
    }

    @Test
    void letsASlowEnginePushIfItMust() {
        putReadableImage();
        fixture.engine().readable.pushesSlowly = true;
        fixture.pushBy(PushBy.ENGINE);

        publish(fixture.engine().tags().get(TAG.toString()).id(), true);

        assertThat(fixture.engine().events()).containsExactly("push " + TAG);
    }

    @Test
    void comparesTheDigestOfItsOwnPush() {
        String id = putReadableImage();
        fixture.engine().readable.pushesSlowly = true;
        fixture.registry().after("putManifest " + TAG, () -> fixture.registry().put(TAG, OTHER_RECIPE));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> publish(id, true))
                .withMessageContainingAll("Pushed " + TAG, "another recipe");
    }
}

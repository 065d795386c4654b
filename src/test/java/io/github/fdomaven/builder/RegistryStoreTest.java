package io.github.fdomaven.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.Transfers;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.RegistryStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryStoreTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private static final ImageDefinition REQUEST = new ImageDefinitionBuilder().build();
    private static final Map<String, String> LABELS = Map.of("a", "1");

    private final RecordingLog log = new RecordingLog();
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeEngine engine = new FakeEngine(registry);
    private final RegistryStore store =
            new RegistryStore(registry, true, new Transfers(log, InstantSource.system(), pause -> {}), log);

    @BeforeEach
    void hasBuiltAnImage() {
        engine.with(TAG, FakeEngine.image(FakeEngine.COMMITTED, LABELS));
    }

    @Test
    void tellsWhatTheRegistryHasOfAnImage() {
        Manifest manifest = registry.put(TAG, LABELS);

        assertThat(store.find(TAG))
                .contains(new ImageRecord(TAG, Optional.of(manifest), Optional.empty(), Optional.of(1010L), LABELS));
        assertThat(store.has(TAG)).isTrue();
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(store.find(TAG)).isEmpty();
        assertThat(store.has(TAG)).isFalse();
    }

    @Test
    void keepsWhatItPushedAsTheRegistryHasIt() {
        ImageRecord stored = store.keep(engine, FakeEngine.COMMITTED, REQUEST);

        assertThat(stored.labels()).isEqualTo(LABELS);
        assertThat(stored.size()).contains(1010L);
        assertThat(stored.digest()).isEqualTo(registry.digest(TAG));
        assertThat(log.events()).containsExactly("pushing " + TAG);
    }

    @Test
    void knowsItsImageByItsManifestToo() {
        Manifest manifest = FakeRegistry.manifest(Digest.parse(FakeEngine.COMMITTED));

        ImageRecord stored = store.keep(engine, manifest.digest().toString(), REQUEST);

        assertThat(stored.digest()).contains(manifest.digest());
        assertThat(log.events()).containsExactly("pushing " + TAG);
    }

    @Test
    void doesNotTakeAPushForDoneThatTheRegistryKnowsNothingOf() {
        engine.afterPush(() -> registry.lose(TAG));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> store.keep(engine, FakeEngine.COMMITTED, REQUEST))
                .withMessage("Pushed " + TAG + ", and the engine reported no error, but the registry does not have it."
                        + " Run this again.");
    }

    @Test
    void doesNotTakeAnImageOfAnotherRecipeForItsOwn() {
        engine.afterPush(() -> registry.put(TAG, Map.of("fdo.recipe_digest", "sha256:another")));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> store.keep(engine, FakeEngine.COMMITTED, REQUEST))
                .withMessage("Pushed " + TAG + ", but the registry has another image there now: "
                        + registry.digest(TAG).orElseThrow()
                        + ", of another recipe. Somebody pushed to this tag at the same time: give one of the two another"
                        + " tag.");
    }

    @Test
    void acceptsAnImageOfTheSameRecipeThatWasPushedAtTheSameTime() {
        Map<String, String> theirs =
                Map.of("fdo.recipe_digest", REQUEST.recipe().digest().toString(), "fdo.pipeline_id", "2");
        engine.afterPush(() -> registry.put(TAG, theirs));

        ImageRecord stored = store.keep(engine, FakeEngine.COMMITTED, REQUEST);

        assertThat(stored.labels()).isEqualTo(theirs);
        assertThat(log.events())
                .contains("warning: Somebody built the same recipe at the same time, and pushed it to " + TAG
                        + " after us. That image is the one that stays.");
    }

    @Test
    void leavesInTheEngineWhatMayNotBePushed() {
        RegistryStore readOnly =
                new RegistryStore(registry, false, new Transfers(log, InstantSource.system(), pause -> {}), log);

        assertThat(readOnly.keep(engine, FakeEngine.COMMITTED, REQUEST).digest())
                .isEmpty();
        assertThat(readOnly.copies()).isFalse();
        assertThat(registry.requests()).isEmpty();
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void leavesATagToTheOneWhoTookItWhileTheImageWasBeingBuilt() {
        assertThat(store.find(TAG)).isEmpty();
        Manifest theirs = registry.put(TAG, Map.of("fdo.recipe_digest", "sha256:another"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> store.keep(engine, FakeEngine.COMMITTED, REQUEST))
                .withMessage("While " + TAG + " was being built, somebody pushed " + theirs.digest()
                        + " to it, which is of another recipe. Nothing was pushed: give one of the two another <tag>, or a"
                        + " <tag> with @recipe@ in it.");
        assertThat(registry.digest(TAG)).contains(theirs.digest());
        assertThat(log.events()).isEmpty();
    }

    @Test
    void pushesOverWhatWasThereWhenItWasDecidedToBuild() {
        registry.put(TAG, Map.of("fdo.recipe_digest", "sha256:another"));
        assertThat(store.find(TAG)).isPresent();

        assertThat(store.keep(engine, FakeEngine.COMMITTED, REQUEST).labels()).isEqualTo(LABELS);
    }

    @Test
    void pushesOverTheSameRecipe() {
        assertThat(store.find(TAG)).isEmpty();
        registry.put(TAG, Map.of("fdo.recipe_digest", REQUEST.recipe().digest().toString()));

        assertThat(store.keep(engine, FakeEngine.COMMITTED, REQUEST).labels()).isEqualTo(LABELS);
    }
}

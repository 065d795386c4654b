package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.TransferListener;
import io.github.fdomaven.inspection.ImageDetails.Layer;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineImagesTest {

    private static final Platform AMD64 = Platform.parse("linux/amd64");

    private final List<String> events = new ArrayList<>();
    private Optional<EngineImage> stored = Optional.empty();
    private final EngineImages images = new EngineImages(new EngineProvider() {
        @Override
        public Engine engine() {
            events.add("engine");
            return new Storage();
        }

        @Override
        public void close() {}
    });

    private static EngineImage image(Optional<Platform> platform) {
        return new EngineImage(
                "sha256:1",
                Optional.of(Inspected.DIGEST),
                42,
                List.of(),
                List.of(),
                new ImageConfig(Optional.of(Inspected.CREATED), platform, Map.of("a", "b")),
                List.of(Inspected.THEN, Inspected.NOW));
    }

    @Test
    void lookForNoEngineUntilAnImageIsWanted() {
        assertThat(events).isEmpty();

        images.find(Inspected.IMAGE);

        assertThat(events).containsExactly("engine", "find registry.example.org/app/base:1");
    }

    @Test
    void lackWhatTheEngineLacks() {
        assertThat(images.find(Inspected.IMAGE)).isEmpty();
    }

    @Test
    void knowOfNoManifestAndOfNoSizesOfLayers() {
        stored = Optional.of(image(Optional.of(AMD64)));

        assertThat(images.find(Inspected.IMAGE))
                .contains(new ImageDetails(
                        Inspected.IMAGE,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(AMD64),
                        Optional.empty(),
                        42,
                        List.of(
                                new Layer(Inspected.THEN, Optional.empty()),
                                new Layer(Inspected.NOW, Optional.empty())),
                        new ImageConfig(Optional.of(Inspected.CREATED), Optional.of(AMD64), Map.of("a", "b"))));
    }

    @Test
    void takeAnImageThatDoesNotSayItsPlatform() {
        stored = Optional.of(image(Optional.empty()));

        assertThat(images.find(Inspected.IMAGE).orElseThrow().platforms()).isEmpty();
    }

    /** An engine that does nothing but look for an image. */
    private final class Storage implements Engine {

        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public String name() {
            return "Storage";
        }

        @Override
        public Optional<EngineImage> find(Reference reference) {
            events.add("find " + reference);
            return stored;
        }

        @Override
        public EngineImage pull(Reference reference, Optional<Platform> platform, TransferListener listener) {
            throw unexpected();
        }

        @Override
        public BuildContainer start(ContainerSpec spec) {
            throw unexpected();
        }

        @Override
        public void tag(String imageId, Reference reference) {
            throw unexpected();
        }

        @Override
        public void untag(Reference reference) {
            throw unexpected();
        }

        @Override
        public void remove(String imageId) {
            throw unexpected();
        }

        @Override
        public void push(Reference reference, TransferListener listener) {
            throw unexpected();
        }

        @Override
        public void close() {
            throw unexpected();
        }

        private static UnsupportedOperationException unexpected() {
            return new UnsupportedOperationException("Who looks at images changes none.");
        }
    }
}

package io.github.fdomaven.store;

import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/** The images of the engine. The engine is looked for when the first image is asked for. */
public final class EngineStore implements ImageStore {

    private final EngineProvider engines;

    public EngineStore(EngineProvider engines) {
        this.engines = engines;
    }

    @Override
    public Optional<ImageRecord> find(Reference reference, Optional<Platform> platform) {
        return engines.engine()
                .find(reference)
                .map(image -> ImageRecord.inEngine(reference, identity(image), content(image)));
    }

    @Override
    public Optional<Digest> identity(Reference reference) {
        return engines.engine().find(reference).flatMap(EngineStore::identity);
    }

    /** {@return the image ID of an image of an engine, if it is a digest} */
    public static Optional<Digest> identity(EngineImage image) {
        try {
            return Optional.of(Digest.parse(image.id()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return what an image of an engine consists of} */
    public static ImageRecord.Content content(EngineImage image) {
        return new ImageRecord.Content(
                Optional.empty(),
                image.size(),
                image.layers().stream()
                        .map(digest -> new ImageRecord.Layer(digest, Optional.empty()))
                        .toList(),
                image.config());
    }
}

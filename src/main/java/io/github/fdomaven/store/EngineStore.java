package io.github.fdomaven.store;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.EngineImages;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/** Images are where they were built. This is the mode without any registry. */
public final class EngineStore implements ImageStore {

    private final EngineProvider engines;

    public EngineStore(EngineProvider engines) {
        this.engines = engines;
    }

    @Override
    public Optional<ImageRecord> find(Reference reference) {
        return engines.engine().find(reference).map(image -> stored(reference, image));
    }

    @Override
    public boolean has(Reference reference) {
        return engines.engine().find(reference).isPresent();
    }

    @Override
    public boolean copies() {
        return false;
    }

    @Override
    public ImageRecord copy(ImageRecord source, Reference target, String name) {
        throw new IllegalStateException("Nothing is copied where there is no registry.");
    }

    @Override
    public ImageRecord keep(Engine engine, String imageId, ImageDefinition request) {
        return stored(request.reference(), engine.find(request.reference()).orElseThrow());
    }

    private static ImageRecord stored(Reference reference, EngineImage image) {
        return new ImageRecord(
                reference, Optional.empty(), EngineImages.identity(image), Optional.of(image.size()), image.labels());
    }
}

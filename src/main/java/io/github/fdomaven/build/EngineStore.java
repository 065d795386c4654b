package io.github.fdomaven.build;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.inspect.EngineImages;
import java.util.Optional;

/** Images are where they were built. This is the mode without any registry. */
final class EngineStore implements ImageStore {

    private final EngineProvider engines;

    EngineStore(EngineProvider engines) {
        this.engines = engines;
    }

    @Override
    public Optional<StoredImage> find(Reference reference) {
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
    public StoredImage copy(StoredImage source, Reference target, String name) {
        throw new IllegalStateException("Nothing is copied where there is no registry.");
    }

    @Override
    public StoredImage keep(Engine engine, String imageId, ImageRequest request) {
        return stored(request.reference(), engine.find(request.reference()).orElseThrow());
    }

    private static StoredImage stored(Reference reference, EngineImage image) {
        return new StoredImage(
                reference, Optional.empty(), EngineImages.identity(image), Optional.of(image.size()), image.labels());
    }
}

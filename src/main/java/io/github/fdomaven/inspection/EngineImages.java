package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.ImageDetails.Layer;
import io.github.fdomaven.oci.Digest;
import java.util.Optional;

/** Looks at images in the engine, which is where they are without a registry. */
public final class EngineImages implements ImageSource {

    private final EngineProvider engines;

    /**
     * Creates it. No engine is looked for yet.
     *
     * @param engines finds an engine once one is needed
     */
    public EngineImages(EngineProvider engines) {
        this.engines = engines;
    }

    @Override
    public Optional<ImageDetails> find(NamedImage image) {
        return engines.engine().find(image.reference()).map(found -> details(image, found));
    }

    /**
     * {@return what an engine knows an image by, which takes the place of a digest for one that is in no registry}
     *
     * @param image the image
     */
    public static Optional<Digest> identity(EngineImage image) {
        return BaseCheck.digest(image.id());
    }

    private static ImageDetails details(NamedImage image, EngineImage found) {
        return new ImageDetails(
                image,
                Optional.empty(),
                Optional.empty(),
                found.config().platform().stream().toList(),
                Optional.empty(),
                found.size(),
                found.layers().stream()
                        .map(digest -> new Layer(digest, Optional.empty()))
                        .toList(),
                found.config());
    }
}

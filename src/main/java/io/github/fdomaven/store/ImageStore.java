package io.github.fdomaven.store;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/** Where the images of a project are kept: its registry, or the engine itself where there is none. */
public sealed interface ImageStore permits RegistryStore, EngineStore {

    /** Looks for an image, and for what is to be said of it. */
    Optional<ImageRecord> find(Reference reference);

    /** Tells whether there is such an image, and no more. */
    boolean has(Reference reference);

    /** Tells whether images can be copied here from other repositories. */
    boolean copies();

    /** Copies an image from another repository, and returns it as it is here. */
    ImageRecord copy(ImageRecord source, Reference target, String name);

    /**
     * Takes in an image that the engine has tagged.
     *
     * @param imageId the engine's own identifier of the image
     * @param request what was wanted, the reference of which is the tag
     */
    ImageRecord keep(Engine engine, String imageId, ImageDefinition request);
}

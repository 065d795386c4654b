package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.util.Optional;

/**
 * The tag of an image in an engine.
 *
 * @param obsolete receives the images that lose the tag
 */
record EngineTag(Engine engine, ImageDefinition image, ObsoleteImages obsolete) {

    /** Tags an image, and restores the tag if the build fails. */
    void set(String imageId, CleanupScope scope) {
        Reference reference = image.reference();
        Optional<String> before = engine.find(reference).map(EngineImage::id);
        before.ifPresent(replaced -> scope.acquire(
                () -> {
                    engine.markReplaced(replaced);
                    return replaced;
                },
                engine::removeUnused));
        // Registered before the call: if only the answer is lost, the engine has the tag.
        scope.acquire(() -> imageId, tagged -> restore(tagged, before));
        scope.finish(() -> {
            engine.tag(imageId, reference);
            return imageId;
        });
        obsolete.add(image.name(), engine, imageId);
        before.ifPresent(id -> obsolete.add(image.name(), engine, id));
    }

    /** Restores the tag in the engine, unless another build has moved it meanwhile, and removes the image. */
    private void restore(String imageId, Optional<String> before) {
        Reference reference = image.reference();
        if (engine.find(reference).map(EngineImage::id).equals(Optional.of(imageId))) {
            before.ifPresentOrElse(id -> tagOrUntag(id), () -> engine.untag(reference));
        }
        if (!engine.removeUnused(imageId)) {
            throw new EnvironmentException(
                    "Could not remove the image " + imageId + " of the failed build: it is in use.");
        }
    }

    /** Another build of the tag may have removed the earlier image, which had no tag meanwhile. */
    private void tagOrUntag(String imageId) {
        try {
            engine.tag(imageId, image.reference());
        } catch (EnvironmentException e) {
            engine.untag(image.reference());
        }
    }
}

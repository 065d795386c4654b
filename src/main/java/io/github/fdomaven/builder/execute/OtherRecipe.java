package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FixableException;

/** Refuses an image of another recipe, which another pipeline has pushed to the same tag. */
final class OtherRecipe {

    private OtherRecipe() {}

    /** Fails before a push, which would replace the image that the tag has. */
    static void refuseBeforePush(ImageRecord now, ImageDefinition image) {
        if (!image.recipe().isRecordedIn(now.labels())) {
            throw new FixableException("Another pipeline pushed " + now.digest().orElseThrow() + " to "
                    + image.reference()
                    + " during the build, from another recipe. The tag was not changed. Give one of the"
                    + " two images another <tag>, or a <tag> with @recipe@ in it.");
        }
    }

    /** Fails after a push if the tag has another image now. */
    static void refuseAfterPush(ImageRecord now, ImageDefinition image) {
        if (!image.recipe().isRecordedIn(now.labels())) {
            throw new FixableException("Pushed " + image.reference() + ", but the registry now has "
                    + now.digest().orElseThrow() + " there, from another recipe. Another pipeline pushed the tag at the"
                    + " same time. Give one of the two images another <tag>.");
        }
    }
}

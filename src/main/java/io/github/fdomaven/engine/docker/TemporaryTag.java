package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;

/**
 * A tag by which a build finds the images that killed builds have left, see {@link AbandonedResources}. There are two kinds.
 *
 * <p>A new image has the tag while its build container exists. The engine sets it together with the image, even if the process
 * of the build is killed before the engine has finished the commit. The container ends with the process, so an image with this
 * tag and without its container is left from a killed build.
 *
 * <p>An image that a build replaces has the tag until the build ends. If another build removes this image meanwhile, the first
 * build cannot restore it after a failed push, and nothing else is lost.
 *
 * @param tag the same unique text as in the name of the container, or {@code replaced-} and the image ID
 */
record TemporaryTag(String tag) {

    /** Not a repository of a user: images without a registry have a path of two parts at least. */
    static final String REPOSITORY = "localhost/fdo-in-progress";

    static TemporaryTag ofReplaced(String imageId) {
        return new TemporaryTag("replaced-" + imageId.substring(imageId.indexOf(':') + 1));
    }

    /** Removes the tag, and the image if it has no other tag. Does nothing if the tag does not exist. */
    void remove(DockerClient client) {
        try {
            client.removeImageCmd(toString()).withNoPrune(true).exec();
        } catch (NotFoundException gone) {
            // Another build may have removed it.
        }
    }

    @Override
    public String toString() {
        return REPOSITORY + ":" + tag;
    }
}

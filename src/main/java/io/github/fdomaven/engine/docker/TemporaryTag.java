package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;

/**
 * The tag that an image has while its build container exists. The engine sets it together with the image, even if the process of
 * the build is killed before the engine has finished the commit. The container ends with the process, so an image with this tag
 * and without its container is left from a killed build. {@link AbandonedResources} removes it.
 *
 * @param tag the same unique text as in the name of the container
 */
record TemporaryTag(String tag) {

    /** Not a repository of a user: images without a registry have a path of two parts at least. */
    static final String REPOSITORY = "localhost/fdo-in-progress";

    /** Removes the tag, and the image if it has no other tag. Does nothing if the tag does not exist. */
    void remove(DockerClient client, EngineErrors errors) {
        errors.call("remove the image " + this, () -> {
            try {
                return client.removeImageCmd(toString()).withNoPrune(true).exec();
            } catch (NotFoundException gone) {
                return null;
            }
        });
    }

    @Override
    public String toString() {
        return REPOSITORY + ":" + tag;
    }
}

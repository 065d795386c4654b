package io.github.fdomaven.engine;

/** A running container in which an image takes shape. */
public interface BuildContainer extends Container {

    /**
     * Makes an image, without a tag, of the base and one layer with what has changed.
     *
     * @param config how the image's config is to be
     * @return the engine's own identifier of the image
     */
    String commit(CommitSpec config);
}

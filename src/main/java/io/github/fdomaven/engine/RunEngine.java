package io.github.fdomaven.engine;

/** An engine as one needs it who runs commands in images, rather than building them. */
public interface RunEngine extends Engine {

    /**
     * {@return whether it runs without root's rights, so that root in its containers is nobody but the user it runs as}
     */
    boolean isRootless();

    /**
     * Tells whether an image has something at a path. Nothing of the image is run for that.
     *
     * @param image the image, as the engine has it
     * @param path an absolute path
     * @param leftovers takes note of the container that is looked into
     * @return whether there is a file, a directory or anything else
     */
    boolean has(EngineImage image, String path, CleanupScope leftovers);

    /**
     * Creates and starts a container that does nothing until it is told to, and ends with this process at the latest. Neither
     * the entrypoint nor the CMD of the image is run.
     *
     * @param spec what the container is made of
     * @return the container, which the caller removes
     * @throws io.github.fdomaven.support.FixableException if the image is of a kind that cannot be started so
     */
    Container start(RunSpec spec);
}

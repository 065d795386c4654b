package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Reference;

/** Is told how images come and go. How that reads is for the listener to say. */
public interface TransferLog {

    /**
     * An image is being pulled.
     *
     * @param image what it is pulled for, as it is called in this build
     * @param reference where from
     */
    void pulling(String image, Reference reference);

    /**
     * The image is being pushed.
     *
     * @param image the image's name
     * @param reference where to
     */
    void pushing(String image, Reference reference);

    /**
     * A transfer goes on.
     *
     * @param image the image's name
     * @param text how far it is
     */
    void progress(String image, String text);

    /**
     * Something is not as it should be, but the work goes on.
     *
     * @param image the image's name
     * @param text what, and what comes of it
     */
    void warning(String image, String text);
}

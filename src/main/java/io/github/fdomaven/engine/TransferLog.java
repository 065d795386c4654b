package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Reference;

/** Receives the events of pulls and pushes. */
public interface TransferLog {

    /**
     * A pull starts.
     *
     * @param image the name of the image that needs the pulled image
     * @param reference the reference that is pulled
     */
    void pulling(String image, Reference reference);

    /**
     * A push starts.
     *
     * @param image the image's name
     * @param reference the reference that is pushed
     */
    void pushing(String image, Reference reference);

    /**
     * The progress of a pull, a push or a copy has changed. This is called often.
     *
     * @param image the image's name
     * @param progress the progress, the same object for the whole transfer
     */
    void transferring(String image, TransferProgress progress);

    /**
     * A pull, a push or a copy has ended, successfully or not.
     *
     * @param progress its progress
     */
    void transferred(TransferProgress progress);

    /** Something happened in the work on an image, such as the copy of a blob. */
    void progress(String image, String text);

    /**
     * A problem does not stop the work.
     *
     * @param image the image's name
     * @param text the problem and its consequence
     */
    void warning(String image, String text);
}

package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Reference;

/** Receives the events of pulls, pushes and copies. An image is given by its name. */
public interface TransferLog {

    /**
     * A pull starts.
     *
     * @param image the name of the image that needs the pulled image
     */
    void pulling(String image, Reference reference);

    /** A push starts. */
    void pushing(String image, Reference reference);

    /**
     * The progress of a pull, a push or a copy has changed. This is called often.
     *
     * @param progress the progress, the same object for the whole transfer
     */
    void transferring(String image, TransferProgress progress);

    /** A pull, a push or a copy has ended, successfully or not. */
    void transferred(TransferProgress progress);

    /** Something happened to an image, such as the copy of a blob. */
    void progress(String image, String text);

    /** A problem does not stop the work. */
    void warning(String image, String text);
}

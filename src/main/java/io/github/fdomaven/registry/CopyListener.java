package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;

/** Receives the progress of a copy. The last event of each blob is uploaded, mounted or present. */
public interface CopyListener {

    /** Part of a blob was sent. After a retry the count starts again. */
    default void sending(Descriptor blob, long sent) {}

    /** A blob was uploaded to the target. */
    default void uploaded(Descriptor blob) {}

    /** The registry mounted a blob from the source repository. */
    default void mounted(Descriptor blob) {}

    /** The target already had a blob. */
    default void present(Descriptor blob) {}
}

package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;

/** Is told how a copy goes on: what is heard of a blob last is that it is there. */
public interface CopyListener {

    /**
     * Part of a blob was sent. A blob that is sent once more begins anew.
     *
     * @param blob the blob
     * @param sent how many of its bytes were sent so far
     */
    default void sending(Descriptor blob, long sent) {}

    /**
     * A blob was sent to the target.
     *
     * @param blob the blob
     */
    default void uploaded(Descriptor blob) {}

    /**
     * The registry took a blob over from the source by itself.
     *
     * @param blob the blob
     */
    default void mounted(Descriptor blob) {}

    /**
     * The target had a blob already.
     *
     * @param blob the blob
     */
    default void present(Descriptor blob) {}
}

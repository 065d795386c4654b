package io.github.fdomaven.oci;

import java.util.Optional;

/**
 * How one content names another.
 *
 * @param mediaType what it is
 * @param digest its digest
 * @param size its size in bytes
 * @param platform what it runs on, where that is said
 * @param foreign whether it is a layer that is to be had elsewhere and may be missing from the registry
 */
public record Descriptor(String mediaType, Digest digest, long size, Optional<Platform> platform, boolean foreign) {

    /**
     * Makes sure that the size is one.
     *
     * @param mediaType what it is
     * @param digest its digest
     * @param size its size in bytes
     * @param platform what it runs on
     * @param foreign whether it is to be had elsewhere
     * @throws IllegalArgumentException if the size is negative
     */
    public Descriptor {
        if (size < 0) {
            throw new IllegalArgumentException("'" + size + "' is not a size: valid are 0 and more.");
        }
    }
}

package io.github.fdomaven.oci;

/** What a registry has under a tag or a digest: an image, or an index of images. */
public sealed interface Manifest permits ImageManifest, IndexManifest {

    /** {@return its media type} */
    String mediaType();

    /** {@return the SHA-256 digest of its content} */
    Digest digest();

    /** {@return a copy of its content, byte for byte as it was read} */
    byte[] content();

    /**
     * Reads a manifest.
     *
     * @param mediaType its media type
     * @param content its content
     * @return the manifest
     * @throws IllegalArgumentException if it is not one, or of a kind that is not understood
     */
    static Manifest parse(String mediaType, byte[] content) {
        return ManifestParser.parse(mediaType, content);
    }
}

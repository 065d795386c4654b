package io.github.fdomaven.oci;

/** The bytes of a manifest, which are what its digest is made of and must never change. */
final class Content {

    private final String mediaType;
    private final byte[] bytes;
    private final Digest digest;

    Content(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
        this.digest = Digest.sha256(bytes);
    }

    String mediaType() {
        return mediaType;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    Digest digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content that && mediaType.equals(that.mediaType) && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return digest + " (" + mediaType + ")";
    }
}

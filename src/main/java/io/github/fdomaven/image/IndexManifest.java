package io.github.fdomaven.image;

import java.util.List;

/** The manifest of an index: images of one name for several platforms. */
public final class IndexManifest implements Manifest {

    private final Content content;
    private final List<Descriptor> manifests;

    IndexManifest(Content content, List<Descriptor> manifests) {
        this.content = content;
        this.manifests = List.copyOf(manifests);
    }

    @Override
    public String mediaType() {
        return content.mediaType();
    }

    @Override
    public Digest digest() {
        return content.digest();
    }

    @Override
    public byte[] content() {
        return content.bytes();
    }

    /** {@return the manifests that it names} */
    public List<Descriptor> manifests() {
        return manifests;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexManifest that && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return content.toString();
    }
}

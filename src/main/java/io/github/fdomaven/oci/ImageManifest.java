package io.github.fdomaven.oci;

import java.util.List;

/** The manifest of an image: a config and layers. */
public final class ImageManifest implements Manifest {

    private final Content content;
    private final Descriptor config;
    private final List<Descriptor> layers;

    ImageManifest(Content content, Descriptor config, List<Descriptor> layers) {
        this.content = content;
        this.config = config;
        this.layers = List.copyOf(layers);
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

    /** {@return the image's config} */
    public Descriptor config() {
        return config;
    }

    /** {@return the image's layers, the lowest first} */
    public List<Descriptor> layers() {
        return layers;
    }

    /** {@return how many bytes the config and the layers take in the registry} */
    public long size() {
        return config.size() + layers.stream().mapToLong(Descriptor::size).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageManifest that && content.equals(that.content);
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

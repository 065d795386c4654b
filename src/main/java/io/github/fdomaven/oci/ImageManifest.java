package io.github.fdomaven.oci;

import io.github.fdomaven.support.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The manifest of an image: its config and its layers. */
public final class ImageManifest extends Manifest {

    static final String CONFIG = "config";
    static final String LAYERS = "layers";

    private final Descriptor config;
    private final List<Descriptor> layers;

    ImageManifest(String mediaType, byte[] content, JsonValue document) {
        super(mediaType, content, document);
        refuse(document, IndexManifest.MANIFESTS, mediaType);
        this.config = Descriptor.parse(document.member(CONFIG), CONFIG);
        List<Descriptor> all = new ArrayList<>();
        for (JsonValue layer : list(document, LAYERS)) {
            all.add(Descriptor.parse(layer, LAYERS));
        }
        this.layers = List.copyOf(all);
    }

    /** {@return the config} */
    public Descriptor config() {
        return config;
    }

    /** {@return the layers, the lowest first} */
    public List<Descriptor> layers() {
        return layers;
    }

    /** {@return the size of the config and the layers in the registry, in bytes} */
    public long size() {
        long sum = config.size();
        for (Descriptor layer : layers) {
            sum = sum > Long.MAX_VALUE - layer.size() ? Long.MAX_VALUE : sum + layer.size();
        }
        return sum;
    }
}

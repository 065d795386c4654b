package io.github.fdomaven.oci;

import io.github.fdomaven.support.JsonValue;
import io.github.fdomaven.support.OneLine;

/** A manifest of a type that this plugin does not read, such as Docker's schema 1: an image that exists and has a digest. */
public final class OtherManifest extends Manifest {

    OtherManifest(String mediaType, byte[] content, JsonValue document) {
        super(mediaType, content, document);
    }

    /** {@return why the image cannot be read, as the end of a sentence} */
    public String problem() {
        return "has the media type " + OneLine.quote(mediaType()) + ", which is none of " + MediaTypes.ACCEPT;
    }
}

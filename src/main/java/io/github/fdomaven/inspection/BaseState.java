package io.github.fdomaven.inspection;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/**
 * Whether the base image of an image is still the one that it was built from.
 *
 * @param status whether it is
 * @param base the base image as the label of the image names it
 * @param built the digest of the base image when the image was built
 * @param now the digest of the base image now
 * @param sentence the same in one sentence
 */
public record BaseState(
        Status status, Optional<String> base, Optional<Digest> built, Optional<Digest> now, String sentence) {

    /** Whether a base image is still the same. */
    public enum Status {
        /** The base image is the same. */
        FRESH,
        /** The base image has changed. */
        STALE,
        /** It is not known which base image the image was built from, or which one there is now. */
        UNKNOWN
    }

    static BaseState compare(Reference base, Digest built, Digest now) {
        boolean isFresh = now.equals(built);
        String sentence = isFresh
                ? "its base image " + base + " still has the digest " + built
                : "its base image " + base + " had the digest " + built + " when the image was built, and has " + now
                        + " now";
        return new BaseState(
                isFresh ? Status.FRESH : Status.STALE,
                Optional.of(base.toString()),
                Optional.of(built),
                Optional.of(now),
                sentence);
    }

    static BaseState unknown(Optional<String> base, Optional<Digest> built, String sentence) {
        return new BaseState(Status.UNKNOWN, base, built, Optional.empty(), sentence);
    }

    /** {@return whether the base image has changed} */
    public boolean isStale() {
        return status == Status.STALE;
    }
}

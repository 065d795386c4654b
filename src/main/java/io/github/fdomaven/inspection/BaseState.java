package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the base image of an image has changed since the image was built.
 *
 * @param base the base image that was compared, or else the base image in the label of the image
 * @param built the digest of the base image when the image was built
 * @param now the digest of the base image now
 * @param sentence the state as one sentence, for messages
 */
public record BaseState(
        Status status, Optional<String> base, Optional<Digest> built, Optional<Digest> now, String sentence) {

    /** Whether a base image is still the same. */
    public enum Status {
        /** The base image is the same. */
        FRESH,
        /** The base image has changed. */
        STALE,
        /** The base image at the time of the build, or the base image now, is not known. */
        UNKNOWN
    }

    /**
     * Compares the base image in the labels of an image with the current base image.
     *
     * @param places returns where to look for a base image that a label names, in this order
     * @param identities what identifies the images now
     * @throws io.github.fdomaven.support.FdoException if the base image cannot be looked up
     */
    public static BaseState of(
            Map<String, String> labels, Function<Reference, List<Reference>> places, Identities identities) {
        Optional<String> base = FdoLabels.value(labels, FdoLabels.BASE_IMAGE);
        Optional<String> digest = FdoLabels.value(labels, FdoLabels.BASE_DIGEST);
        if (base.isEmpty() || digest.isEmpty()) {
            String missing = base.isEmpty() ? FdoLabels.BASE_IMAGE : FdoLabels.BASE_DIGEST;
            return unknown(labels, "the image has no label " + missing + "; build it again to record its base image");
        }
        Optional<Reference> reference = FdoLabels.valid(labels, FdoLabels.BASE_IMAGE, Reference::parse);
        if (reference.isEmpty()) {
            return unknown(labels, invalid(FdoLabels.BASE_IMAGE, base.get(), "a full reference"));
        }
        Optional<Digest> built = FdoLabels.valid(labels, FdoLabels.BASE_DIGEST, Digest::parse);
        if (built.isEmpty()) {
            return unknown(labels, invalid(FdoLabels.BASE_DIGEST, digest.get(), "a digest"));
        }
        for (Reference place : places.apply(reference.get())) {
            Optional<Digest> now = identities.now(place, built.get());
            if (now.isPresent()) {
                return compare(place, built.get(), now.get());
            }
        }
        return unknown(
                labels,
                "its base image " + reference.get() + " no longer exists; it had the digest " + built.get()
                        + " when the image was built");
    }

    static BaseState unknown(Map<String, String> labels, String sentence) {
        Optional<Digest> built = FdoLabels.valid(labels, FdoLabels.BASE_DIGEST, Digest::parse);
        return new BaseState(
                Status.UNKNOWN, FdoLabels.value(labels, FdoLabels.BASE_IMAGE), built, Optional.empty(), sentence);
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

    private static String invalid(String label, String value, String expected) {
        return "the label " + label + " of the image is '" + OneLine.of(value) + "', which is not " + expected;
    }

    /** {@return whether the base image has changed} */
    public boolean isStale() {
        return status == Status.STALE;
    }
}

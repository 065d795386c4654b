package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.OneLine;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares the base image that an image was built from, which its labels name, with the base image as it is now. */
public final class BaseCheck {

    private final Function<Reference, Optional<Digest>> identities;

    /**
     * Creates a check.
     *
     * @param identities returns what identifies an image now, as {@link io.github.fdomaven.store.ImageStore#identity} does
     */
    public BaseCheck(Function<Reference, Optional<Digest>> identities) {
        this.identities = identities;
    }

    /**
     * {@return whether the base image of an image is still the same}
     *
     * @param labels the labels of the image
     * @throws io.github.fdomaven.support.FdoException if the base image cannot be looked up
     */
    public BaseState check(Map<String, String> labels) {
        Optional<String> base = FdoLabels.value(labels, FdoLabels.BASE_IMAGE);
        Optional<String> digest = FdoLabels.value(labels, FdoLabels.BASE_DIGEST);
        Optional<Digest> built = digest.flatMap(text -> parsed(text, Digest::parse));
        if (base.isEmpty() || digest.isEmpty()) {
            return BaseState.unknown(
                    base,
                    built,
                    "the image has no label " + (base.isEmpty() ? FdoLabels.BASE_IMAGE : FdoLabels.BASE_DIGEST));
        }
        Optional<Reference> reference = parsed(base.get(), Reference::parse);
        if (reference.isEmpty()) {
            return BaseState.unknown(base, built, invalid(FdoLabels.BASE_IMAGE, base.get(), "a full reference"));
        }
        if (built.isEmpty()) {
            return BaseState.unknown(base, built, invalid(FdoLabels.BASE_DIGEST, digest.get(), "a digest"));
        }
        return identities
                .apply(reference.get())
                .map(now -> BaseState.compare(reference.get(), built.get(), now))
                .orElseGet(() -> BaseState.unknown(
                        base,
                        built,
                        "its base image " + reference.get() + " no longer exists; it had the digest " + built.get()
                                + " when the image was built"));
    }

    private static String invalid(String label, String value, String expected) {
        return "the label " + label + " of the image is '" + OneLine.of(value) + "', which is not " + expected;
    }

    static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

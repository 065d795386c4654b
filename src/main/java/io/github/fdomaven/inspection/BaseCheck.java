package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.OneLine;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares the base that an image was built FROM, which its labels name, with the base as it is now. */
public final class BaseCheck {

    private final Function<Reference, Optional<Digest>> digests;

    /**
     * Creates it.
     *
     * @param digests knows the digest that a reference has now, or what the engine knows it by where it is in no registry, or
     *     that there is no such image
     */
    public BaseCheck(Function<Reference, Optional<Digest>> digests) {
        this.digests = digests;
    }

    /**
     * Compares.
     *
     * @param labels the labels of the image
     * @return whether its base is still the same
     * @throws io.github.fdomaven.support.FdoException if it cannot be known which digest the base has now
     */
    public BaseState check(Map<String, String> labels) {
        Optional<String> base = FdoLabels.value(labels, FdoLabels.BASE_IMAGE);
        Optional<String> digest = FdoLabels.value(labels, FdoLabels.BASE_DIGEST);
        if (base.isEmpty() || digest.isEmpty()) {
            String missing = base.isEmpty() ? FdoLabels.BASE_IMAGE : FdoLabels.BASE_DIGEST;
            return new BaseState.Unknown(
                    base,
                    digest.flatMap(BaseCheck::digest),
                    "the image has no label " + missing + ", which says what it was built from");
        }
        Optional<Digest> built = digest.flatMap(BaseCheck::digest);
        Optional<Reference> reference = base.flatMap(BaseCheck::reference);
        if (built.isEmpty() || reference.isEmpty()) {
            String odd = reference.isEmpty()
                    ? FdoLabels.BASE_IMAGE + " says '" + OneLine.of(base.get()) + "', which is no full reference"
                    : FdoLabels.BASE_DIGEST + " says '" + OneLine.of(digest.get()) + "', which is no digest";
            return new BaseState.Unknown(base, built, "the image's label " + odd);
        }
        return compare(reference.get(), built.get());
    }

    private BaseState compare(Reference base, Digest built) {
        Optional<Digest> now = digests.apply(base);
        if (now.isEmpty()) {
            return new BaseState.Unknown(
                    Optional.of(base.toString()),
                    Optional.of(built),
                    "its base " + base + " is gone; it was " + built + " when the image was built");
        }
        return now.get().equals(built) ? new BaseState.Fresh(base, built) : new BaseState.Stale(base, built, now.get());
    }

    static Optional<Digest> digest(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Reference> reference(String text) {
        try {
            return Optional.of(Reference.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds images that cannot be built, because their base image does not exist. A base image that cannot be looked up may exist: a
 * build finds out, and a plan without a build says that it is not known.
 */
final class MissingBases {

    private final Function<Reference, Optional<Digest>> identities;
    private final Predicate<ImageDefinition> isPushed;
    private final boolean checksAll;

    /**
     * Creates the search of one plan.
     *
     * @param identities returns what identifies an image now
     * @param isPushed whether an image is pushed to a registry
     * @param checksAll whether to look for base images of other registries too, and to return an action if a lookup fails; the
     *     engine may have another way to a base image
     */
    MissingBases(
            Function<Reference, Optional<Digest>> identities, Predicate<ImageDefinition> isPushed, boolean checksAll) {
        this.identities = identities;
        this.isPushed = isPushed;
        this.checksAll = checksAll;
    }

    /**
     * Returns the action for an image whose base image exists nowhere, or cannot be looked up. The base image is not built in
     * this run.
     */
    Optional<Action> find(ImageDefinition image) {
        List<Reference> candidates = image.baseCandidates();
        if (isUnpushed(image) || !checksAll && !candidates.stream().allMatch(base -> isNear(base, image))) {
            return Optional.empty();
        }
        try {
            return candidates.stream().anyMatch(base -> identities.apply(base).isPresent())
                    ? Optional.empty()
                    : Optional.of(new Action.NoBase(candidates, advice(image)));
        } catch (FdoException e) {
            return checksAll ? Optional.of(new Action.Unknown(e)) : Optional.empty();
        }
    }

    /** Whether the engine may have the base image, because images of the project are not pushed. */
    private boolean isUnpushed(ImageDefinition image) {
        ImageLocation location = image.module().location();
        return !isPushed.test(image)
                && !location.isLocal()
                && image.baseReference().toString().startsWith(location.repository() + "/");
    }

    /** Whether a base image is in the registry of the project or in the engine. */
    private static boolean isNear(Reference base, ImageDefinition image) {
        ImageLocation location = image.module().location();
        String host = base.repository().host();
        return location.isInEngine(base)
                || host.equals(location.repository().host())
                || location.registryHost().filter(host::equals).isPresent();
    }

    private static String advice(ImageDefinition image) {
        if (image.parent().isPresent()) {
            ImageDefinition parent = image.parent().get();
            return parent.module().equals(image.module())
                    ? "Build the image '" + parent.name() + "' first, or add it to <only> (-Dfdo.only)."
                    : "Build the image '" + parent.name() + "' of the module "
                            + parent.module().name() + " first, or add that module to -pl.";
        }
        if (!image.recipe().base().hasHost()) {
            return BaseReference.HOST_ADVICE;
        }
        if (image.module().location().isInEngine(image.baseReference())) {
            return "An image on the host localhost is an image of the engine: build it there first, or check its name and its"
                    + " tag in <baseImage>.";
        }
        return "Check its name and its tag in <baseImage>.";
    }
}

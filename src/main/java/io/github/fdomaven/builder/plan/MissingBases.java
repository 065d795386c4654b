package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds images that cannot be built, because their base image does not exist. A base image that cannot be looked up may exist:
 * then the build finds out.
 */
final class MissingBases {

    private static final String OTHER_REGISTRY =
            "For an image of another registry, write its host too, as in docker.io/library/debian:bookworm.";

    private final Function<Reference, Optional<Digest>> identities;
    private final Predicate<ImageDefinition> isPushed;
    private final boolean checksAll;

    /** Registries that do not answer. They are not asked for every image, because each time takes long. */
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    /**
     * Creates the search of one plan.
     *
     * @param identities returns what identifies an image now
     * @param isPushed whether an image is pushed to a registry
     * @param checksAll whether to look for base images of other registries too; the engine may have another way to them
     */
    MissingBases(
            Function<Reference, Optional<Digest>> identities, Predicate<ImageDefinition> isPushed, boolean checksAll) {
        this.identities = identities;
        this.isPushed = isPushed;
        this.checksAll = checksAll;
    }

    /** Returns the action for an image whose base image exists nowhere. The base image is not built in this run. */
    Optional<Action.NoBase> find(ImageDefinition image) {
        List<Reference> candidates = image.baseCandidates();
        if (isUnpushed(image) || !checksAll && !candidates.stream().allMatch(base -> isNear(base, image))) {
            return Optional.empty();
        }
        return candidates.stream().anyMatch(this::mayExist)
                ? Optional.empty()
                : Optional.of(new Action.NoBase(candidates, advice(image)));
    }

    private boolean mayExist(Reference base) {
        String host = base.repository().host();
        if (silent.contains(host)) {
            return true;
        }
        try {
            return identities.apply(base).isPresent();
        } catch (EnvironmentException e) {
            silent.add(host);
            return true;
        } catch (FixableException e) {
            return true;
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
            return "Build the image '" + image.parent().get().name() + "' first.";
        }
        if (image.module().location().isInEngine(image.baseReference())) {
            return "An image on the host localhost is an image of the engine: build it there first, or check its name and its"
                    + " tag in <baseImage>.";
        }
        return image.recipe().base().hasHost() ? "Check its name and its tag in <baseImage>." : OTHER_REGISTRY;
    }
}

package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the base image of an image, and pulls it into the engine unless it is an image of the engine. */
record BaseImageResolver(
        ProjectStore store, BuildSettings settings, ImageTransfers transfers, BasePulls pulls, BuildLog log) {

    /**
     * A base image that is in the engine.
     *
     * @param identity returns the digest of the base image or, if it is in no registry, its image ID; empty if neither is
     *     known. It waits for the push of the base image, and fails if the push fails
     */
    record ResolvedBase(Reference reference, EngineImage image, Supplier<Optional<Digest>> identity) {}

    ResolvedBase resolve(ImageDefinition image, Engine engine, PhaseTimes phases) {
        ImageLocation location = image.module().location();
        Reference own = image.baseReference();
        Optional<ResolvedBase> unpushed = unpushed(image, own, engine);
        if (unpushed.isPresent()) {
            return unpushed.get();
        }
        BaseReference written = image.recipe().base();
        Reference base = image.parent().isPresent() || written.hasHost() ? own : relative(written, own, location);
        refuseOtherThanChanged(base, image);
        if (store.isInEngine(base)) {
            return inEngine(base, engine);
        }
        return phases.measure(
                BuildPhase.PULL,
                () -> location.isLocal() ? pulledOrPresent(image, base, engine) : pulled(image, base, engine));
    }

    /** A base image without a host may be found in another place than when the image was built. */
    private static void refuseOtherThanChanged(Reference base, ImageDefinition image) {
        image.forced()
                .flatMap(ImageDefinition.Rebuild::changedBase)
                .filter(changed -> !changed.equals(base))
                .ifPresent(changed -> {
                    throw new FixableException(
                            "The base image " + changed + " of the image '" + image.name()
                                    + "' has changed, but a rebuild would use the base image " + base
                                    + ". Write the base image with its host in <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE).");
                });
    }

    /** If images are not pushed, an image of this project that another module has built is in the engine only. */
    private Optional<ResolvedBase> unpushed(ImageDefinition image, Reference own, Engine engine) {
        String project = image.module().location().repository() + "/";
        boolean mayBeUnpushed = !settings.of(image).push()
                && !store.isInEngine(own)
                && (image.parent().isPresent() || own.repository().toString().startsWith(project));
        if (!mayBeUnpushed || exists(own)) {
            return Optional.empty();
        }
        Optional<EngineImage> present = engine.find(own);
        present.ifPresent(found -> log.warning(
                image.name(), "The base image " + own + " is not in its registry. The image of the engine is used."));
        return present.map(found -> resolved(own, found, Optional.empty()));
    }

    /** A base image without a host is an image of the project, or else an image of the registry. */
    private Reference relative(BaseReference base, Reference own, ImageLocation location) {
        if (exists(own)) {
            return own;
        }
        Reference inRegistry = location.registryHost()
                .map(base::below)
                .orElseThrow(() -> new FixableException("The base image " + base.text()
                        + " does not exist: there is no " + own
                        + ", and no <registry> (-Dfdo.registry, CI_REGISTRY) is set. " + BaseReference.HOST_ADVICE));
        if (!exists(inRegistry)) {
            throw new FixableException("The base image " + base.text() + " does not exist: there is no " + own
                    + " and no " + inRegistry + ". " + BaseReference.HOST_ADVICE);
        }
        return inRegistry;
    }

    private boolean exists(Reference reference) {
        return store.isInEngine(reference)
                ? store.find(reference, Optional.empty()).isPresent()
                : store.identity(reference).isPresent();
    }

    private static ResolvedBase inEngine(Reference base, Engine engine) {
        EngineImage found = engine.find(base)
                .orElseThrow(() -> new FixableException("The base image " + base + " is not in " + engine.name()
                        + ". A base image on the host localhost must be in the engine: build, load or tag it there."));
        return resolved(base, found, ImageRecord.inEngine(base, found).identity());
    }

    /**
     * Pulls the image of an index by its digest if several platforms are built: an engine has one image for a tag, and must not
     * move the tag to an image for another processor.
     */
    private ResolvedBase pulled(ImageDefinition image, Reference base, Engine engine) {
        Optional<ImageRecord> index =
                image.index().isPresent() ? index(base, image).filter(ImageRecord::isIndex) : Optional.empty();
        Reference source = index.map(found -> member(found, image)).orElse(base);
        try {
            EngineImage pulled = pulls.get(
                    engine,
                    source,
                    image.platform(),
                    () -> transfers.pull(engine, source, image.platform(), image.name()));
            Optional<Digest> digest = index.isPresent() ? index.get().digest() : pulled.digest();
            return resolved(base, pulled, digest.or(() -> store.identity(base)));
        } catch (FixableException e) {
            throw refused(image, source.equals(base) ? e : ofMember(base, source, e));
        } catch (EnvironmentException e) {
            throw notPulled(image, base, e);
        }
    }

    /** Most indexes name the platforms of their images. Otherwise the images must be read. */
    private static Reference member(ImageRecord index, ImageDefinition image) {
        return index.platformImages().entrySet().stream()
                .filter(member ->
                        image.platform().filter(member.getKey()::isSameAs).isPresent())
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> index.content().member())
                .orElse(index.reference());
    }

    /** The engine's message names the image of the platform, but the POM names the index. */
    private FixableException ofMember(Reference base, Reference member, FixableException failure) {
        try {
            return store.identity(member).isPresent()
                    ? failure
                    : new FixableException(
                            "The index " + base + " names " + member
                                    + ", which does not exist. Push the index again, with all its images.",
                            failure);
        } catch (FdoException e) {
            return failure;
        }
    }

    /** The engine may have another way to a registry that the plugin cannot reach. */
    private Optional<ImageRecord> index(Reference base, ImageDefinition image) {
        try {
            return store.find(base, image.platform());
        } catch (FdoException e) {
            return Optional.empty();
        }
    }

    /** Uses the image that the engine already has if the pull fails, because a laptop may have no network. */
    private ResolvedBase pulledOrPresent(ImageDefinition image, Reference base, Engine engine) {
        try {
            EngineImage pulled = pulls.get(
                    engine,
                    base,
                    image.platform(),
                    () -> transfers.pullOnce(engine, base, image.platform(), image.name()));
            return resolved(base, pulled, pulled.digest());
        } catch (FixableException e) {
            throw refused(image, e);
        } catch (EnvironmentException e) {
            EngineImage present = engine.find(base).orElseThrow(() -> notPulled(image, base, e));
            log.warning(
                    image.name(),
                    "The base image cannot be pulled, so the image that the engine already has is used. "
                            + e.getMessage());
            return resolved(base, present, Optional.empty());
        }
    }

    /** Says which setting has the reference, because the engine's message only has the reference. */
    private static FixableException refused(ImageDefinition image, FixableException failure) {
        return image.parent().isPresent()
                ? failure
                : new FixableException(
                        failure.getMessage() + " It is the base image of '" + image.name()
                                + "': see <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE).",
                        failure);
    }

    /** The base image that the POM names may be on a host that does not exist, or that only other machines reach. */
    private static EnvironmentException notPulled(ImageDefinition image, Reference base, EnvironmentException failure) {
        return image.parent().isPresent()
                ? failure
                : new EnvironmentException(
                        failure.getMessage() + " If the engine cannot reach "
                                + base.repository().host()
                                + ", set <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE) to an image of another registry.",
                        failure);
    }

    private static ResolvedBase resolved(Reference reference, EngineImage image, Optional<Digest> identity) {
        return new ResolvedBase(reference, image, () -> identity);
    }
}

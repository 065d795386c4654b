package io.github.fdomaven.store;

import io.github.fdomaven.builder.BuildLog;
import io.github.fdomaven.builder.CopyProgress;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.Transfers;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Images are in the project's registry, to which the engine pushes what it has built. */
public final class RegistryStore implements ImageStore {

    private final Registry registry;
    private final boolean isWritable;
    private final Transfers transfers;
    private final BuildLog log;

    /** Where there was nothing when somebody looked. */
    private final Set<Reference> free = ConcurrentHashMap.newKeySet();

    /**
     * Creates the store.
     *
     * @param isWritable whether anything may be put into the registry
     */
    public RegistryStore(Registry registry, boolean isWritable, Transfers transfers, BuildLog log) {
        this.registry = registry;
        this.isWritable = isWritable;
        this.transfers = transfers;
        this.log = log;
    }

    @Override
    public Optional<ImageRecord> find(Reference reference) {
        Optional<ImageRecord> found = registry.manifest(reference).map(manifest -> stored(reference, manifest));
        if (found.isEmpty()) {
            free.add(reference);
        }
        return found;
    }

    @Override
    public boolean has(Reference reference) {
        return registry.digest(reference).isPresent();
    }

    /** An index has no labels of its own: to look into one of its images would cost requests, and choose one for the user. */
    private ImageRecord stored(Reference reference, Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            ImageConfig config = registry.config(reference.repository(), image);
            return new ImageRecord(
                    reference, Optional.of(manifest), Optional.empty(), Optional.of(image.size()), config.labels());
        }
        return new ImageRecord(reference, Optional.of(manifest), Optional.empty(), Optional.empty(), Map.of());
    }

    @Override
    public boolean copies() {
        return isWritable;
    }

    @Override
    public ImageRecord copy(ImageRecord source, Reference target, String name) {
        Manifest manifest = source.manifest().orElseThrow();
        registry.copy(source.reference().repository(), manifest, target, new CopyProgress(name, log));
        return new ImageRecord(target, source.manifest(), Optional.empty(), source.size(), source.labels());
    }

    @Override
    public ImageRecord keep(Engine engine, String imageId, ImageDefinition request) {
        Reference reference = request.reference();
        if (!isWritable) {
            EngineImage built = engine.find(reference).orElseThrow();
            // What the engine knows it by is not what the registry will, and that is where children look for their
            // base.
            return new ImageRecord(
                    reference, Optional.empty(), Optional.empty(), Optional.of(built.size()), built.labels());
        }
        refuseTaken(request);
        transfers.push(engine, reference, request.name());
        ImageRecord pushed = find(reference)
                .orElseThrow(() -> new EnvironmentException("Pushed " + reference
                        + ", and the engine reported no error, but the registry does not have it. Run this again."));
        if (!isSame(pushed, imageId)) {
            acceptOnlyAnEqual(pushed, request);
        }
        return pushed;
    }

    /** Who was the first to take a tag keeps it, also where another build of it had begun before. */
    private void refuseTaken(ImageDefinition request) {
        Optional<ImageRecord> taken = free.contains(request.reference()) ? find(request.reference()) : Optional.empty();
        if (taken.isPresent() && !isOfRecipe(taken.get(), request)) {
            throw new FixableException("While " + request.reference() + " was being built, somebody pushed "
                    + taken.get().digest().orElseThrow()
                    + " to it, which is of another recipe. Nothing was pushed: give one of the two another <tag>, or a <tag>"
                    + " with @recipe@ in it.");
        }
    }

    private static boolean isOfRecipe(ImageRecord image, ImageDefinition request) {
        return request.recipe().digest().toString().equals(image.labels().get(FdoLabels.RECIPE_DIGEST));
    }

    /** An engine knows an image by the digest of its config, or, with containerd's store, by that of its manifest. */
    private static boolean isSame(ImageRecord pushed, String imageId) {
        Manifest manifest = pushed.manifest().orElseThrow();
        return manifest.digest().toString().equals(imageId)
                || manifest instanceof ImageManifest image
                        && image.config().digest().toString().equals(imageId);
    }

    /** Two pipelines that build one tag at once push the same, or have a conflict that somebody must know of. */
    private void acceptOnlyAnEqual(ImageRecord pushed, ImageDefinition request) {
        if (!isOfRecipe(pushed, request)) {
            throw new FixableException(
                    "Pushed " + pushed.reference() + ", but the registry has another image there now: "
                            + pushed.digest().orElseThrow()
                            + ", of another recipe. Somebody pushed to this tag at the same time:"
                            + " give one of the two another tag.");
        }
        log.warning(
                request.name(),
                "Somebody built the same recipe at the same time, and pushed it to " + pushed.reference()
                        + " after us. That image is the one that stays.");
    }
}

package io.github.fdomaven.build;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.Transfers;
import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.image.FdoLabels;
import io.github.fdomaven.image.ImageConfig;
import io.github.fdomaven.image.ImageManifest;
import io.github.fdomaven.image.Manifest;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.registry.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Images are in the project's registry, to which the engine pushes what it has built. */
final class RegistryStore implements ImageStore {

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
    RegistryStore(Registry registry, boolean isWritable, Transfers transfers, BuildLog log) {
        this.registry = registry;
        this.isWritable = isWritable;
        this.transfers = transfers;
        this.log = log;
    }

    @Override
    public Optional<StoredImage> find(Reference reference) {
        Optional<StoredImage> found = registry.manifest(reference).map(manifest -> stored(reference, manifest));
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
    private StoredImage stored(Reference reference, Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            ImageConfig config = registry.config(reference.repository(), image);
            return new StoredImage(
                    reference, Optional.of(manifest), Optional.empty(), Optional.of(image.size()), config.labels());
        }
        return new StoredImage(reference, Optional.of(manifest), Optional.empty(), Optional.empty(), Map.of());
    }

    @Override
    public boolean copies() {
        return isWritable;
    }

    @Override
    public StoredImage copy(StoredImage source, Reference target, String name) {
        Manifest manifest = source.manifest().orElseThrow();
        registry.copy(source.reference().repository(), manifest, target, new CopyProgress(name, log));
        return new StoredImage(target, source.manifest(), Optional.empty(), source.size(), source.labels());
    }

    @Override
    public StoredImage keep(Engine engine, String imageId, ImageRequest request) {
        Reference reference = request.reference();
        if (!isWritable) {
            EngineImage built = engine.find(reference).orElseThrow();
            // What the engine knows it by is not what the registry will, and that is where children look for their
            // base.
            return new StoredImage(
                    reference, Optional.empty(), Optional.empty(), Optional.of(built.size()), built.labels());
        }
        refuseTaken(request);
        transfers.push(engine, reference, request.name());
        StoredImage pushed = find(reference)
                .orElseThrow(() -> new EnvironmentException("Pushed " + reference
                        + ", and the engine reported no error, but the registry does not have it. Run this again."));
        if (!isSame(pushed, imageId)) {
            acceptOnlyAnEqual(pushed, request);
        }
        return pushed;
    }

    /** Who was the first to take a tag keeps it, also where another build of it had begun before. */
    private void refuseTaken(ImageRequest request) {
        Optional<StoredImage> taken = free.contains(request.reference()) ? find(request.reference()) : Optional.empty();
        if (taken.isPresent() && !isOfRecipe(taken.get(), request)) {
            throw new FixableException("While " + request.reference() + " was being built, somebody pushed "
                    + taken.get().digest().orElseThrow()
                    + " to it, which is of another recipe. Nothing was pushed: give one of the two another <tag>, or a <tag>"
                    + " with @recipe@ in it.");
        }
    }

    private static boolean isOfRecipe(StoredImage image, ImageRequest request) {
        return request.recipe().digest().toString().equals(image.labels().get(FdoLabels.RECIPE_DIGEST));
    }

    /** An engine knows an image by the digest of its config, or, with containerd's store, by that of its manifest. */
    private static boolean isSame(StoredImage pushed, String imageId) {
        Manifest manifest = pushed.manifest().orElseThrow();
        return manifest.digest().toString().equals(imageId)
                || manifest instanceof ImageManifest image
                        && image.config().digest().toString().equals(imageId);
    }

    /** Two pipelines that build one tag at once push the same, or have a conflict that somebody must know of. */
    private void acceptOnlyAnEqual(StoredImage pushed, ImageRequest request) {
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

package io.github.fdomaven.build;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.ImageConfig;
import io.github.fdomaven.image.ImageManifest;
import io.github.fdomaven.image.Manifest;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.registry.Registry;
import java.util.Map;
import java.util.Optional;

/** Images are in the project's registry, to which the engine pushes what it has built. */
final class RegistryStore implements ImageStore {

    private final Registry registry;
    private final boolean isWritable;
    private final Pushes pushes;
    private final BuildLog log;

    /**
     * Creates the store.
     *
     * @param isWritable whether anything may be put into the registry
     */
    RegistryStore(Registry registry, boolean isWritable, Pushes pushes, BuildLog log) {
        this.registry = registry;
        this.isWritable = isWritable;
        this.pushes = pushes;
        this.log = log;
    }

    @Override
    public Optional<StoredImage> find(Reference reference) {
        return registry.manifest(reference).map(manifest -> stored(reference, manifest));
    }

    @Override
    public boolean has(Reference reference) {
        return registry.digest(reference).isPresent();
    }

    /** An index has no labels of its own: to look into one of its images would cost requests, and choose one for the user. */
    private StoredImage stored(Reference reference, Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            ImageConfig config = registry.config(reference.repository(), image);
            return new StoredImage(reference, Optional.of(manifest), Optional.of(image.size()), config.labels());
        }
        return new StoredImage(reference, Optional.of(manifest), Optional.empty(), Map.of());
    }

    @Override
    public boolean copies() {
        return isWritable;
    }

    @Override
    public StoredImage copy(StoredImage source, Reference target, String name) {
        Manifest manifest = source.manifest().orElseThrow();
        registry.copy(source.reference().repository(), manifest, target, new CopyProgress(name, log));
        return new StoredImage(target, source.manifest(), source.size(), source.labels());
    }

    @Override
    public StoredImage keep(Engine engine, String imageId, Reference reference, String name) {
        if (!isWritable) {
            return EngineStore.stored(reference, engine.find(reference).orElseThrow());
        }
        Optional<Digest> reported = pushes.push(engine, reference, name);
        Manifest manifest = registry.manifest(reference)
                .orElseThrow(() -> new EnvironmentException("Pushed " + reference
                        + ", and the engine reported no error, but the registry does not have it. Run this again."));
        boolean isOurs = reported.equals(Optional.of(manifest.digest()))
                || manifest instanceof ImageManifest image
                        && image.config().digest().toString().equals(imageId);
        if (!isOurs) {
            throw new EnvironmentException(
                    "Pushed " + reference + ", but the registry has another image there now, with the" + " digest "
                            + manifest.digest() + ": was it pushed twice at once? Run this again.");
        }
        return stored(reference, manifest);
    }
}

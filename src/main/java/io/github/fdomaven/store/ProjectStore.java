package io.github.fdomaven.store;

import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import java.util.List;
import java.util.Optional;

/** Finds all images that a project names: in the engine if they are in no registry, otherwise in their registries. */
public final class ProjectStore implements ImageStore {

    private final List<ImageLocation> locations;
    private final RegistryStore registries;
    private final EngineProvider engines;

    /** Creates the store of the images of modules. Nothing is contacted yet. */
    public ProjectStore(List<ImageLocation> locations, Registry registry, EngineProvider engines) {
        this.locations = List.copyOf(locations);
        this.registries = new RegistryStore(registry);
        this.engines = engines;
    }

    /** {@return whether an image is in the engine and not in a registry, for all modules} */
    public boolean isInEngine(Reference reference) {
        return reference.repository().host().equals(ImageLocation.ENGINE_HOST)
                && locations.stream().allMatch(location -> location.isInEngine(reference));
    }

    @Override
    public Optional<ImageRecord> find(Reference reference, Optional<Platform> platform) {
        return isInEngine(reference)
                ? engines.engine(platform).find(reference).map(image -> ImageRecord.inEngine(reference, image))
                : registries.find(reference, platform);
    }

    @Override
    public Optional<Digest> identity(Reference reference) {
        return isInEngine(reference)
                ? find(reference, Optional.empty()).flatMap(ImageRecord::identity)
                : registries.identity(reference);
    }

    @Override
    public Optional<Digest> computedIdentity(Reference reference) {
        return isInEngine(reference) ? identity(reference) : registries.computedIdentity(reference);
    }
}

package io.github.fdomaven.build;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.image.Repository;
import io.github.fdomaven.recipe.Base;
import io.github.fdomaven.registry.Registry;
import java.time.InstantSource;
import java.util.Optional;

/** Finds the image that another is built FROM, and brings it into the engine. */
final class Bases {

    private final Repository project;
    private final Optional<String> registryHost;
    private final ImageStore store;
    private final Registry registry;
    private final BuildLog log;

    /**
     * Creates the finder.
     *
     * @param project the repository below which the images of this project are
     * @param registryHost the registry in which a base without a host is looked up if this project has none such
     */
    Bases(Repository project, Optional<String> registryHost, ImageStore store, Registry registry, BuildLog log) {
        this.project = project;
        this.registryHost = registryHost;
        this.store = store;
        this.registry = registry;
        this.log = log;
    }

    /**
     * A base that the engine has.
     *
     * @param digest the digest of exactly the manifest that was pulled; none for an image that is in no registry
     */
    record Ready(Reference reference, EngineImage image, Optional<Digest> digest) {}

    Ready bring(ImageRequest request, Engine engine) {
        Reference reference = resolve(request.recipe().base());
        if (isOnlyInEngine(reference)) {
            Optional<EngineImage> local = engine.find(reference);
            if (local.isPresent()) {
                return new Ready(reference, local.get(), Optional.empty());
            }
        }
        log.pulling(request.name(), reference);
        TransferProgress progress = new TransferProgress(
                "pulling " + reference, text -> log.progress(request.name(), text), InstantSource.system());
        EngineImage image;
        try {
            image = engine.pull(reference, request.recipe().platform(), progress);
        } catch (FdoException e) {
            return unpulled(request, reference, engine, e);
        }
        return new Ready(reference, image, image.digest().or(() -> registry.digest(reference)));
    }

    private Reference resolve(Base base) {
        if (base instanceof Base.Absolute absolute) {
            return absolute.reference();
        }
        Base.Relative relative = (Base.Relative) base;
        Reference own = relative.within(project);
        if (store.has(own)) {
            return own;
        }
        return registryHost.map(relative::at).orElseGet(() -> Reference.parseWithDockerDefaults(relative.text()));
    }

    private boolean isOnlyInEngine(Reference reference) {
        return store instanceof EngineStore && reference.repository().host().equals(project.host());
    }

    /** On a laptop without a network, an image that the engine has is better than none; it may be old, so we say so. */
    private Ready unpulled(ImageRequest request, Reference reference, Engine engine, FdoException failure) {
        Optional<EngineImage> local = store instanceof EngineStore ? engine.find(reference) : Optional.empty();
        EngineImage image = local.orElseThrow(() -> failure);
        log.warning(
                request.name(),
                "The base could not be pulled, so the one that the engine has is used: " + failure.getMessage());
        return new Ready(reference, image, Optional.empty());
    }
}

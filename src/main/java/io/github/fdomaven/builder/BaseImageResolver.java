package io.github.fdomaven.builder;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.Transfers;
import io.github.fdomaven.inspection.EngineImages;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.store.EngineStore;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ImageStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the image that another is built FROM, and brings it into the engine. */
final class BaseImageResolver {

    private static final String WITH_A_HOST =
            " To start from an image elsewhere, write its host too, as in docker.io/library/debian:bookworm.";

    private final Repository project;
    private final Optional<String> registryHost;
    private final ImageStore store;
    private final Registry registry;
    private final Transfers transfers;
    private final BuildLog log;

    /**
     * Creates the finder.
     *
     * @param project the repository below which the images of this project are
     * @param registryHost the registry in which a base without a host is looked up if this project has none such
     */
    BaseImageResolver(
            Repository project,
            Optional<String> registryHost,
            ImageStore store,
            Registry registry,
            Transfers transfers,
            BuildLog log) {
        this.project = project;
        this.registryHost = registryHost;
        this.store = store;
        this.registry = registry;
        this.transfers = transfers;
        this.log = log;
    }

    /**
     * A base that the engine has.
     *
     * @param digest gives the digest of exactly the manifest that the image has in its registry, or what the engine knows it by
     *     where it is in none, or nothing where neither is certain; it may have to wait until the image is there, and throws if
     *     it does not get there
     */
    record Ready(Reference reference, EngineImage image, Supplier<Optional<Digest>> digest) {

        static Ready of(Reference reference, EngineImage image, Optional<Digest> digest) {
            return new Ready(reference, image, () -> digest);
        }
    }

    Ready bring(ImageDefinition request, Engine engine) {
        if (store instanceof EngineStore) {
            return bringLocally(request, resolve(request.recipe().base()), engine);
        }
        return unpushed(request, engine)
                .orElseGet(() ->
                        bringFromRegistry(request, resolve(request.recipe().base()), engine));
    }

    /** Where nothing is pushed, an image of this project that another module has built is in the engine only. */
    private Optional<Ready> unpushed(ImageDefinition request, Engine engine) {
        BaseReference base = request.recipe().base();
        Reference own = base.within(project);
        boolean isPushed = store.copies() || !own.repository().toString().startsWith(project + "/") || store.has(own);
        Optional<EngineImage> image = isPushed ? Optional.empty() : engine.find(own);
        image.ifPresent(found -> log.warning(
                request.name(), "The base " + own + " is in no registry, so the one in the engine is used."));
        return image.map(found -> Ready.of(own, found, Optional.empty()));
    }

    private Ready bringFromRegistry(ImageDefinition request, Reference reference, Engine engine) {
        EngineImage image = transfers.pull(engine, reference, request.platform(), request.name());
        return Ready.of(reference, image, image.digest().or(() -> registry.digest(reference)));
    }

    /** An image of this project is only in the engine, and any other may be there from a better day. */
    private Ready bringLocally(ImageDefinition request, Reference reference, Engine engine) {
        Optional<EngineImage> own = isInEngine(reference) ? engine.find(reference) : Optional.empty();
        if (own.isPresent()) {
            return Ready.of(reference, own.get(), EngineImages.identity(own.get()));
        }
        EngineImage image;
        try {
            image = transfers.pullOnce(engine, reference, request.platform(), request.name());
        } catch (EnvironmentException e) {
            return unpulled(request, reference, engine, e);
        }
        return Ready.of(reference, image, isInEngine(reference) ? EngineImages.identity(image) : image.digest());
    }

    /** Of an image that is in the engine only, the engine knows which it is, and no registry is asked. */
    Optional<Digest> digest(Reference base) {
        return isInEngine(base) ? store.find(base).flatMap(ImageRecord::identity) : registry.digest(base);
    }

    /** Whether an image is in the engine only. */
    boolean isInEngine(Reference reference) {
        return store instanceof EngineStore && reference.repository().host().equals(project.host());
    }

    private Reference resolve(BaseReference base) {
        if (base instanceof BaseReference.Absolute absolute) {
            return absolute.reference();
        }
        BaseReference.Relative relative = (BaseReference.Relative) base;
        Reference own = relative.within(project);
        if (store.has(own)) {
            return own;
        }
        Reference inRegistry = registryHost
                .map(relative::at)
                .orElseThrow(() -> new FixableException("The base " + base.text() + " is nowhere: there is no " + own
                        + ", and no <registry> (-Dfdo.registry, CI_REGISTRY) to look it up in." + WITH_A_HOST));
        if (registry.digest(inRegistry).isEmpty()) {
            throw new FixableException("The base " + base.text() + " is nowhere: there is neither " + own + " nor "
                    + inRegistry + "." + WITH_A_HOST);
        }
        return inRegistry;
    }

    /** On a laptop without a network, an image that the engine has is better than none; it may be old, so we say so. */
    private Ready unpulled(ImageDefinition request, Reference reference, Engine engine, EnvironmentException failure) {
        EngineImage image = engine.find(reference).orElseThrow(() -> failure);
        log.warning(
                request.name(),
                "The base could not be pulled, so the one that the engine has is used: " + failure.getMessage());
        return Ready.of(reference, image, Optional.empty());
    }
}

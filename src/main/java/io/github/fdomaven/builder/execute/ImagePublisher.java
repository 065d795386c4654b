package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.BaseImageResolver.ResolvedBase;
import io.github.fdomaven.builder.push.PluginPush;
import io.github.fdomaven.builder.push.PushBy;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.engine.ProgressListener.LayerState;
import io.github.fdomaven.engine.TransferProgress;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts built and copied images where the project's images are: its registry, or the engine if it has no registry. */
record ImagePublisher(
        ProjectStore store,
        Registry registry,
        BuildSettings settings,
        ImageTransfers transfers,
        PluginPush pluginPush,
        BuildLog log) {

    /**
     * A new layer is large if it is more than this part of the image: one fifth. Measured for each MB: Docker pushes the layer
     * in 58 ms; it writes the image for the plugin in 7.5 ms, and the plugin compresses the layer in 12 ms.
     */
    private static final int LARGE_PART = 5;

    /** Copies an image from another repository. The images of an index get tags of their own. */
    ImageRecord copy(ImageRecord source, ImageDefinition image) {
        Manifest manifest = source.manifest().orElseThrow();
        // Read first: an index without one of these images is not copied.
        Map<Reference, ImageManifest> members = new LinkedHashMap<>();
        if (manifest instanceof IndexManifest index) {
            image.members()
                    .forEach(member -> members.put(
                            member.reference(), registry.image(source.reference(), index, member.platform())));
        }
        CopyProgress progress = new CopyProgress(image.name());
        try {
            registry.copy(source.reference().repository(), manifest, image.reference(), progress);
        } finally {
            log.transferred(progress.total);
        }
        members.forEach(registry::putManifest);
        return source.at(image.reference());
    }

    /** Whether an image is pushed when it is built. */
    boolean isPushed(ImageDefinition image) {
        return settings.of(image).push() && !store.isInEngine(image.reference());
    }

    /** Returns the image of a tag that the build has set. Until the image is pushed, a cleanup of the engine may remove it. */
    static EngineImage tagged(Engine engine, Reference reference) {
        return engine.find(reference)
                .orElseThrow(() -> new EnvironmentException("Could not find " + reference + " after its build: "
                        + engine.name() + " no longer has this tag. Another build or a cleanup, such as 'docker image"
                        + " prune --all', may have removed it. Run the goal again."));
    }

    /**
     * Pushes an image that the engine has tagged, if images are pushed.
     *
     * @param base the base image from which it was built
     * @param isNewTag whether the tag did not exist when the plan was made
     */
    ImageRecord publish(Engine engine, String imageId, ImageDefinition image, ResolvedBase base, boolean isNewTag) {
        Reference reference = image.reference();
        if (!isPushed(image)) {
            return inEngine(tagged(engine, reference), reference);
        }
        Optional<Digest> before = isNewTag ? refuseTakenTag(image) : registry.contentDigest(reference);
        Digest digest = push(engine, imageId, image, base);
        ImageRecord pushed = findPushed(image, digest, before)
                .orElseThrow(() -> new EnvironmentException("Pushed " + digest + " to " + reference
                        + ", and there was no error, but the registry does not have the image. Run the goal again."));
        if (!pushed.digest().equals(Optional.of(digest)) && !isSame(pushed, imageId)) {
            acceptSameRecipe(pushed, image);
        }
        return pushed;
    }

    /** The record of an image that is not pushed. */
    ImageRecord inEngine(EngineImage image, Reference reference) {
        ImageRecord built = ImageRecord.inEngine(reference, image);
        // Images built from an image that is pushed later look for it in the registry.
        return store.isInEngine(reference) ? built : built.withoutEngineId();
    }

    /** Returns the image that the registry has after a push. If it cannot be read, the failure says that it was pushed. */
    private Optional<ImageRecord> findPushed(ImageDefinition image, Digest digest, Optional<Digest> before) {
        Reference reference = image.reference();
        try {
            // A cache of the registry may still know that there was no image before the push, and forgets it once it is
            // asked.
            Optional<ImageRecord> found = find(reference, image).or(() -> find(reference, image));
            // A cache or a replica of the registry can answer a tag with what it had before the push.
            return found.filter(record -> !record.digest().equals(before))
                    .or(() -> find(reference.repository().at(digest), image).map(pushed -> pushed.at(reference)));
        } catch (FdoException e) {
            throw e.prefixed("Pushed " + digest + " to " + reference + ", but could not read the image there: ");
        }
    }

    /** Returns the digest of the manifest. */
    private Digest push(Engine engine, String imageId, ImageDefinition image, ResolvedBase base) {
        return pushByPlugin(engine, imageId, image, base)
                .orElseGet(() -> transfers.push(engine, image.reference(), image.name()));
    }

    /** Returns the digest of the manifest if the plugin pushed. */
    private Optional<Digest> pushByPlugin(Engine engine, String imageId, ImageDefinition image, ResolvedBase base) {
        Reference reference = image.reference();
        PushBy by = settings.of(image).pushBy();
        // Another build may have moved the tag meanwhile.
        Optional<EngineImage> built = by == PushBy.ENGINE
                ? Optional.empty()
                : engine.find(reference).filter(found -> found.id().equals(imageId));
        if (by == PushBy.PLUGIN
                || built.filter(found -> isFasterByPlugin(engine, found, base.image()))
                        .isPresent()) {
            log.pushing(image.name(), reference);
            try {
                EngineImage found =
                        built.orElseThrow(() -> new ImageReader.UnreadableException("the tag has another image now"));
                return Optional.of(pluginPush
                        .push(engine, found, reference, image.name(), inRegistry(base))
                        .digest());
            } catch (ImageReader.UnreadableException e) {
                if (by == PushBy.PLUGIN) {
                    throw new FixableException(
                            "Could not push " + reference + ": the plugin cannot read the image from " + engine.name()
                                    + ": " + e.getMessage()
                                    + ". Set <pushBy> (-Dfdo.push.by, FDO_PUSH_BY) to auto, so that the engine pushes.",
                            e);
                }
                log.progress(
                        image.name(), "the engine pushes, because the plugin cannot read the image: " + e.getMessage());
            } catch (EnvironmentException e) {
                if (by == PushBy.PLUGIN || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                log.warning(image.name(), e.getMessage() + " The engine pushes now.");
            }
        }
        return Optional.empty();
    }

    /**
     * The plugin reads a layer from an archive of the whole image. Only for a large layer is this faster than the engine's
     * push.
     */
    private static boolean isFasterByPlugin(Engine engine, EngineImage built, EngineImage base) {
        return (built.size() - base.size()) * LARGE_PART > built.size() && engine.pushesSlowly();
    }

    private Optional<PluginPush.Base> inRegistry(ResolvedBase base) {
        return store.isInEngine(base.reference())
                ? Optional.empty()
                : base.identity()
                        .get()
                        .map(digest -> new PluginPush.Base(
                                base.image(), base.reference().repository().at(digest)));
    }

    private Optional<ImageRecord> find(Reference reference, ImageDefinition image) {
        return store.find(reference, image.platform());
    }

    /**
     * Fails if another pipeline has pushed the tag during the build, so that its image is not overwritten. Returns the digest that
     * the tag has from the same recipe.
     */
    private Optional<Digest> refuseTakenTag(ImageDefinition image) {
        Optional<ImageRecord> found = find(image.reference(), image);
        found.ifPresent(taken -> OtherRecipe.refuseBeforePush(taken, image));
        return found.flatMap(ImageRecord::digest);
    }

    /** The image ID of an engine is the digest of the config or, with containerd's store, the digest of the manifest. */
    private static boolean isSame(ImageRecord pushed, String imageId) {
        Manifest manifest = pushed.manifest().orElseThrow();
        return manifest.digest().toString().equals(imageId)
                || manifest instanceof ImageManifest image
                        && image.config().digest().toString().equals(imageId);
    }

    private void acceptSameRecipe(ImageRecord pushed, ImageDefinition image) {
        OtherRecipe.refuseAfterPush(pushed, image);
        log.warning(
                image.name(),
                "Another pipeline built the same recipe and pushed it to " + pushed.reference()
                        + " at the same time. Its image is used.");
    }

    /** Logs the blobs of a copied image. */
    private final class CopyProgress implements Registry.CopyListener {

        private final String image;
        private final TransferProgress total;

        CopyProgress(String image) {
            this.image = image;
            this.total = new TransferProgress("copying", "blobs", changed -> log.transferring(image, changed));
        }

        @Override
        public void sending(Descriptor blob, long sent) {
            progress(blob, LayerState.TRANSFERRING, sent);
        }

        @Override
        public void uploaded(Descriptor blob) {
            log(blob, "copied");
        }

        @Override
        public void mounted(Descriptor blob) {
            log(blob, "mounted");
        }

        @Override
        public void present(Descriptor blob) {
            log(blob, "already in the target repository");
        }

        @Override
        public void missing(Reference reference) {
            log.warning(
                    image,
                    "The index names " + reference + ", which does not exist. The copy does not have it either.");
        }

        private void progress(Descriptor blob, LayerState state, long sent) {
            total.progress(blob.digest().toString(), state, sent, blob.size());
        }

        private void log(Descriptor blob, String what) {
            progress(blob, LayerState.TRANSFERRED, blob.size());
            log.progress(image, "blob " + blob.digest() + " of " + blob.size() + " bytes: " + what);
        }
    }
}

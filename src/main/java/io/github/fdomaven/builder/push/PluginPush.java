package io.github.fdomaven.builder.push;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.engine.ProgressListener.LayerState;
import io.github.fdomaven.engine.TransferLog;
import io.github.fdomaven.engine.TransferProgress;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.ManifestWriter;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.registry.UploadLostException;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Pushes images without the engine's push. The layers of the base image are mounted from its repository, or copied. The others
 * are compressed and uploaded while they are read from the engine. The manifest, and with it the tag, comes last. A layer that
 * was pushed in the same run is not compressed again.
 */
public final class PluginPush {

    /** Each push uses all processors, and up to 30 MB of memory. */
    private static final Semaphore PUSHES = new Semaphore(2);

    private static final int BUFFER = 64 * 1024;

    private final Registry registry;
    private final TransferLog log;

    /** The layers that are in a registry, by the digest of the uncompressed layer. */
    private final Map<Digest, PushedLayer> known = new ConcurrentHashMap<>();

    /** Creates the push. Nothing is contacted yet. */
    public PluginPush(Registry registry, TransferLog log) {
        this.registry = registry;
        this.log = log;
    }

    /** A layer in a registry. */
    private record PushedLayer(Repository repository, Descriptor blob) {}

    /**
     * The base image of an image.
     *
     * @param image the base image in the engine
     * @param reference the same image in its registry, by digest
     */
    public record Base(EngineImage image, Reference reference) {}

    /**
     * Pushes an image.
     *
     * @param image the image in the engine
     * @param target the tag
     * @param name the image's name in the log
     * @param base the base image, if it is in a registry
     * @return the manifest
     * @throws ImageReader.UnreadableException if the engine does not give the image as it stores it; nothing has the tag then
     */
    public Manifest push(Engine engine, EngineImage image, Reference target, String name, Optional<Base> base)
            throws ImageReader.UnreadableException {
        if (image.layers().isEmpty()) {
            throw new ImageReader.UnreadableException("it does not say which layers the image has");
        }
        TransferProgress progress =
                new TransferProgress("pushing", "layers", changed -> log.transferring(name, changed));
        acquire();
        try {
            return new OnePush(engine, image, target, progress).run(base);
        } catch (FdoException e) {
            throw e.prefixed("Could not push " + target + ": ");
        } finally {
            PUSHES.release();
            log.transferred(progress);
        }
    }

    private static void acquire() {
        try {
            PUSHES.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while waiting for the push of another image.", e);
        }
    }

    /** The push of one image. */
    private final class OnePush {

        private final Engine engine;
        private final EngineImage image;
        private final Reference target;
        private final Repository repository;
        private final TransferProgress progress;

        OnePush(Engine engine, EngineImage image, Reference target, TransferProgress progress) {
            this.engine = engine;
            this.image = image;
            this.target = target;
            this.repository = target.repository();
            this.progress = progress;
        }

        Manifest run(Optional<Base> base) throws ImageReader.UnreadableException {
            base.filter(below -> !known.keySet().containsAll(below.image().layers()))
                    .ifPresent(this::findBaseLayers);
            Map<Digest, Descriptor> blobs = new HashMap<>();
            Set<Digest> missing = new LinkedHashSet<>();
            for (Digest layer : image.layers()) {
                Optional<Descriptor> found = Optional.ofNullable(known.get(layer))
                        .filter(there -> isCopied(layer, there))
                        .map(PushedLayer::blob);
                found.ifPresentOrElse(blob -> blobs.put(layer, blob), () -> missing.add(layer));
            }
            ImageReader.Content<Descriptor> content = upload(missing);
            blobs.putAll(content.layers());
            return putManifest(content.config(), blobs);
        }

        /** Without the manifest of the base image, its layers are read from the engine too. */
        private void findBaseLayers(Base base) {
            try {
                registry.manifest(base.reference())
                        .map(manifest -> member(manifest, base))
                        .filter(manifest -> isOf(manifest, base.image()))
                        .ifPresent(manifest -> remember(manifest, base));
            } catch (FdoException e) {
                // The engine has pulled the base image from a registry that the plugin cannot read.
            }
        }

        private Manifest member(Manifest manifest, Base base) {
            return manifest instanceof IndexManifest index
                    ? registry.image(
                            base.reference(), index, base.image().config().platform())
                    : manifest;
        }

        /** With the same config, an image has the same layers in the same order. */
        private boolean isOf(Manifest manifest, EngineImage below) {
            return manifest instanceof ImageManifest found
                    && found.config().digest().toString().equals(below.id())
                    && found.layers().size() == below.layers().size();
        }

        private void remember(Manifest manifest, Base base) {
            List<Descriptor> layers = ((ImageManifest) manifest).layers();
            for (int i = 0; i < layers.size(); i++) {
                if (!layers.get(i).isForeign()) {
                    known.putIfAbsent(
                            base.image().layers().get(i),
                            new PushedLayer(base.reference().repository(), layers.get(i)));
                }
            }
        }

        /** A layer that another repository does not give is read from the engine. */
        private boolean isCopied(Digest layer, PushedLayer there) {
            boolean isCopied =
                    registry.copyBlob(there.repository(), repository, there.blob(), new Registry.CopyListener() {
                        @Override
                        public void sending(Descriptor blob, long sent) {
                            progress.progress(layer.toString(), LayerState.TRANSFERRING, sent, blob.size());
                        }
                    });
            progress.progress(layer.toString(), LayerState.TRANSFERRED, 0, 0);
            if (!isCopied) {
                known.remove(layer, there);
            }
            return isCopied;
        }

        /** If the registry lost an upload, it gets the blobs whole the second time. */
        private ImageReader.Content<Descriptor> upload(Set<Digest> layers) throws ImageReader.UnreadableException {
            try {
                return engine.read(image, layers, this::upload);
            } catch (UploadLostException e) {
                return engine.read(image, layers, this::upload);
            }
        }

        /** The digest, which says which layer it is, is known only at its end. */
        private Descriptor upload(InputStream layer, long size) {
            String name = "layer of " + size + " bytes";
            Descriptor uploaded = registry.uploadBlob(repository, MediaTypes.DOCKER_LAYER, out -> {
                try (ParallelGzip gzip = new ParallelGzip(out)) {
                    byte[] buffer = new byte[BUFFER];
                    long done = 0;
                    for (int read = layer.read(buffer); read >= 0; read = layer.read(buffer)) {
                        gzip.write(buffer, 0, read);
                        done += read;
                        progress.progress(name, LayerState.TRANSFERRING, done, size);
                    }
                    gzip.finish();
                }
            });
            progress.progress(name, LayerState.TRANSFERRED, size, size);
            return uploaded;
        }

        /** A registry mounts a layer that is in another of its repositories. */
        private PushedLayer nearer(PushedLayer before, PushedLayer now) {
            return before.repository().host().equals(repository.host()) ? before : now;
        }

        private Manifest putManifest(byte[] config, Map<Digest, Descriptor> blobs) {
            blobs.forEach((layer, blob) -> known.merge(layer, new PushedLayer(repository, blob), this::nearer));
            List<Descriptor> layers = image.layers().stream().map(blobs::get).toList();
            Format format = Format.of(layers);
            Descriptor uploaded = registry.putBlob(repository, format.config, config);
            ImageManifest manifest = new ManifestWriter()
                    .image(
                            format.manifest,
                            uploaded,
                            layers.stream().map(format::layer).toList());
            registry.putManifest(target, manifest);
            return manifest;
        }
    }

    /** The format of an image. Docker's is the format in which Docker itself pushes. */
    private enum Format {
        DOCKER(MediaTypes.DOCKER_MANIFEST, MediaTypes.DOCKER_CONFIG, MediaTypes.DOCKER_LAYER),
        OCI(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_CONFIG, MediaTypes.OCI_LAYER);

        private final String manifest;
        private final String config;
        private final String layer;

        Format(String manifest, String config, String layer) {
            this.manifest = manifest;
            this.config = config;
            this.layer = layer;
        }

        /** Layers with another compression than gzip have no media type of Docker. */
        static Format of(List<Descriptor> layers) {
            return layers.stream().allMatch(Format::isGzip) ? DOCKER : OCI;
        }

        private static boolean isGzip(Descriptor blob) {
            return blob.mediaType().equals(MediaTypes.DOCKER_LAYER)
                    || blob.mediaType().equals(MediaTypes.OCI_LAYER);
        }

        Descriptor layer(Descriptor blob) {
            return Descriptor.of(layerType(blob), blob.digest(), blob.size());
        }

        /** An OCI manifest has only layers with media types of OCI. Some clients refuse other types. */
        private String layerType(Descriptor blob) {
            if (isGzip(blob)) {
                return layer;
            }
            String type = blob.mediaType();
            return type.startsWith(MediaTypes.DOCKER_PLAIN_LAYER)
                    ? MediaTypes.OCI_PLAIN_LAYER
                            + type.substring(MediaTypes.DOCKER_PLAIN_LAYER.length())
                                    .replace('.', '+')
                    : type;
        }
    }
}

package io.github.fdomaven.store;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.OtherManifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Lazy;
import io.github.fdomaven.support.OneLine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * An image that exists, in a registry or in an engine. It is immutable, except that the content of an index is fetched when it
 * is first asked for.
 */
public final class ImageRecord {

    private final Reference reference;
    private final Optional<Manifest> manifest;
    private final Optional<Digest> engineId;
    private final Lazy<Content> content;

    /** The packages, if this run listed them. */
    private final Optional<PackageList> listed;

    private final Lazy<Optional<PackageList>> packages = new Lazy<>(this::readPackages);

    private ImageRecord(
            Reference reference,
            Optional<Manifest> manifest,
            Optional<Digest> engineId,
            Supplier<Content> content,
            Optional<PackageList> listed) {
        this.reference = reference;
        this.manifest = manifest;
        this.engineId = engineId;
        this.content = new Lazy<>(content);
        this.listed = listed;
    }

    /**
     * What an image consists of. The content of an index is the content of one of its images.
     *
     * @param member the image of the index, by its digest; empty unless the record is an index
     * @param size the size in bytes: compressed in a registry, unpacked in an engine
     * @param layers the layers, the lowest first
     */
    public record Content(Optional<Reference> member, long size, List<Layer> layers, ImageConfig config) {

        public Content {
            layers = List.copyOf(layers);
        }
    }

    /**
     * A layer of an image.
     *
     * @param digest the digest of the layer: compressed in a registry, unpacked in an engine
     * @param size the compressed size in bytes, if it is known
     */
    public record Layer(Digest digest, Optional<Long> size) {}

    /** {@return an image of a registry, whose content is fetched at most once} */
    public static ImageRecord inRegistry(Reference reference, Manifest manifest, Supplier<Content> content) {
        return new ImageRecord(reference, Optional.of(manifest), Optional.empty(), content, Optional.empty());
    }

    /** {@return an image of an engine, identified by its image ID if that is a digest} */
    public static ImageRecord inEngine(Reference reference, EngineImage image) {
        List<Layer> layers = image.layers().stream()
                .map(digest -> new Layer(digest, Optional.empty()))
                .toList();
        ImageConfig described = image.config();
        ImageConfig config = new ImageConfig(
                described.createdText(),
                described.platform(),
                described.labels(),
                new ImageConfig.ContainerDefaults(Map.of(), image.entrypoint(), image.cmd(), "", ""));
        Content content = new Content(Optional.empty(), image.size(), layers, config);
        return new ImageRecord(reference, Optional.empty(), engineId(image), () -> content, Optional.empty());
    }

    private static Optional<Digest> engineId(EngineImage image) {
        try {
            return Optional.of(Digest.parse(image.id()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@return the same image without its image ID: an image that is pushed later gets another identity} */
    public ImageRecord withoutEngineId() {
        return new ImageRecord(reference, manifest, Optional.empty(), this::content, listed);
    }

    /** {@return the same image with the packages that were listed while it was built, in case its label has only their digest} */
    public ImageRecord withPackages(PackageList packages) {
        return new ImageRecord(reference, manifest, engineId, this::content, Optional.of(packages));
    }

    /** {@return the same image under another reference} */
    public ImageRecord at(Reference copy) {
        return new ImageRecord(copy, manifest, engineId, this::content, listed);
    }

    /** {@return the reference of the image} */
    public Reference reference() {
        return reference;
    }

    /** {@return the manifest, if the image is in a registry} */
    public Optional<Manifest> manifest() {
        return manifest;
    }

    /** {@return the digest of the manifest, if the image is in a registry} */
    public Optional<Digest> digest() {
        return manifest.map(Manifest::digest);
    }

    /** {@return whether the image is an index, with images for several platforms} */
    public boolean isIndex() {
        return index().isPresent();
    }

    /** {@return what identifies the image: the digest in a registry, the image ID in an engine} */
    public Optional<Digest> identity() {
        return manifest.isPresent() ? digest() : engineId;
    }

    /** {@return the platforms of the image; several if it is an index, none if they cannot be read} */
    public List<Platform> platforms() {
        if (isUnreadable()) {
            return List.of();
        }
        Optional<IndexManifest> index = index();
        if (index.isPresent() && !index.get().platforms().isEmpty()) {
            return index.get().platforms();
        }
        Optional<Platform> platform = content().config().platform();
        return platform.isPresent() ? List.of(platform.get()) : List.of();
    }

    /** {@return the images of an index by their platform, each by its digest; none unless the image is an index} */
    public Map<Platform, Reference> platformImages() {
        Map<Platform, Reference> images = new LinkedHashMap<>();
        index().ifPresent(found -> found.manifests()
                .forEach(entry -> entry.platform()
                        .filter(found.platforms()::contains)
                        .ifPresent(platform -> images.putIfAbsent(
                                platform, reference.repository().at(entry.digest())))));
        return images;
    }

    /** {@return the labels; those of an index are its annotations if they have fdo labels, or else those of one of its images} */
    public Map<String, String> labels() {
        if (isUnreadable()) {
            return Map.of();
        }
        Optional<IndexManifest> index = index();
        boolean isInIndex = index.isPresent() && hasFdoLabels(index.get().annotations());
        Map<String, String> given =
                isInIndex ? index.get().annotations() : content().config().labels();
        Map<String, String> labels = new TreeMap<>();
        for (Map.Entry<String, String> label : given.entrySet()) {
            labels.put(OneLine.withoutMarks(label.getKey()), OneLine.withoutMarks(label.getValue()));
        }
        return Collections.unmodifiableMap(labels);
    }

    private static boolean hasFdoLabels(Map<String, String> annotations) {
        return annotations.keySet().stream().anyMatch(name -> name.startsWith(FdoLabels.PREFIX));
    }

    /** {@return whether the manifest is of an unknown type: the image has a digest, but neither labels nor content} */
    public boolean isUnreadable() {
        return manifest.isPresent() && manifest.get() instanceof OtherManifest;
    }

    /** {@return the value of a label, if it has one} */
    public Optional<String> label(String name) {
        return FdoLabels.value(labels(), name);
    }

    /**
     * {@return the installed packages, of an index those of one of its images; none if the image has no label with them}
     *
     * @throws FixableException if the label is not a list of packages
     * @throws io.github.fdomaven.support.FdoException if the content cannot be read
     */
    public Optional<PackageList> packages() {
        return isUnreadable() ? Optional.empty() : packages.get();
    }

    private Optional<PackageList> readPackages() {
        Map<String, String> labels = content().config().labels();
        Optional<String> digest = FdoLabels.value(labels, FdoLabels.PACKAGES_DIGEST);
        // The tag may have the image of another build of the same recipe.
        Optional<PackageList> known =
                listed.filter(list -> digest.equals(Optional.of(list.digest().toString())));
        try {
            return known.or(() -> FdoLabels.value(labels, FdoLabels.PACKAGES).map(PackageList::ofLabel));
        } catch (IllegalArgumentException e) {
            throw new FixableException(
                    "Could not read the packages of " + reference + ": its label " + FdoLabels.PACKAGES
                            + " is not a list of packages: " + e.getMessage() + ".",
                    e);
        }
    }

    /**
     * {@return what the image consists of}
     *
     * @throws io.github.fdomaven.support.FixableException if an index has no image for the wanted platform
     * @throws io.github.fdomaven.support.FdoException if the registry denies access, or does not answer
     */
    public Content content() {
        return content.get();
    }

    private Optional<IndexManifest> index() {
        return manifest.isPresent() && manifest.get() instanceof IndexManifest index
                ? Optional.of(index)
                : Optional.empty();
    }

    /** Two records are equal if they are the same image at the same reference. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ImageRecord that
                && reference.equals(that.reference)
                && manifest.equals(that.manifest)
                && engineId.equals(that.engineId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reference, manifest, engineId);
    }

    @Override
    public String toString() {
        return reference + identity().map(id -> " " + id).orElse("");
    }
}

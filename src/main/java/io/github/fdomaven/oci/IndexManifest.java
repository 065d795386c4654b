package io.github.fdomaven.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The manifest of an index: images with one name for several platforms. */
public final class IndexManifest extends Manifest {

    static final String MANIFESTS = "manifests";

    private final List<Descriptor> manifests;

    IndexManifest(String mediaType, byte[] content, JsonNode document) {
        super(mediaType, content, document);
        refuse(document, ImageManifest.CONFIG, mediaType);
        refuse(document, ImageManifest.LAYERS, mediaType);
        this.manifests = descriptors(document, MANIFESTS);
    }

    /** {@return the manifests in the index} */
    public List<Descriptor> manifests() {
        return manifests;
    }

    /**
     * {@return the first of the best matches for a platform} Without a variant in the platform, an image without a
     * variant is preferred. arm64 and arm64/v8 are the same platform.
     */
    public Optional<Descriptor> find(Platform platform) {
        return Stream.<Predicate<Platform>>of(
                        platform::equals,
                        other -> other.normalized().equals(platform.normalized()),
                        other -> other.runsOn(platform))
                .flatMap(matches -> manifests.stream()
                        .filter(manifest -> manifest.platform().filter(matches).isPresent()))
                .findFirst();
    }

    /** {@return the image for the platform of this machine, else the first image; an attestation is not an image} */
    public Optional<Descriptor> any() {
        return find(Platform.ofThisMachine())
                .or(() -> manifests.stream()
                        .filter(manifest ->
                                manifest.platform().filter(Platform::isUnknown).isEmpty())
                        .findFirst());
    }

    /** {@return the platforms of the images} */
    public List<Platform> platforms() {
        return manifests.stream()
                .flatMap(manifest -> manifest.platform().stream())
                .filter(platform -> !platform.isUnknown())
                .distinct()
                .toList();
    }
}

package io.github.fdomaven.oci;

import io.github.fdomaven.support.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The manifest of an index: images with one name for several platforms. */
public final class IndexManifest extends Manifest {

    static final String MANIFESTS = "manifests";

    private final List<Descriptor> manifests;
    private final Optional<String> problem;

    IndexManifest(String mediaType, byte[] content, JsonValue document) {
        super(mediaType, content, document);
        refuse(document, ImageManifest.CONFIG, mediaType);
        refuse(document, ImageManifest.LAYERS, mediaType);
        List<Descriptor> valid = new ArrayList<>();
        IllegalArgumentException invalid = null;
        for (JsonValue entry : list(document, MANIFESTS)) {
            try {
                valid.add(Descriptor.ofIndex(entry, MANIFESTS));
            } catch (IllegalArgumentException e) {
                invalid = invalid == null ? e : invalid;
            }
        }
        this.manifests = List.copyOf(valid);
        this.problem = Optional.ofNullable(invalid).map(Throwable::getMessage);
    }

    /** {@return the problem of the first entry that is not valid, as a sentence; empty if all are valid} */
    public Optional<String> problem() {
        return problem;
    }

    /** {@return the manifests in the index, without entries that are not valid} */
    public List<Descriptor> manifests() {
        return manifests;
    }

    /**
     * {@return the entries that can have an image for a platform, the best first}: for no platform, the images for this machine
     * and then all others. Without a variant in the platform, an image without a variant is preferred. arm64 and arm64/v8 are
     * the same platform. Of the images for older variants of arm, the newest is preferred. An attestation is not an image. An
     * index without a platform can have images for any.
     */
    public List<Descriptor> candidates(Optional<Platform> platform) {
        Platform wanted = platform.orElseGet(Platform::ofThisMachine);
        Stream<Descriptor> matches = Stream.<Predicate<Platform>>of(
                        wanted::equals,
                        other -> other.normalized().equals(wanted.normalized()),
                        other -> other.runsOn(wanted))
                .flatMap(test -> manifests.stream()
                        .filter(manifest -> manifest.platform().filter(test).isPresent())
                        .sorted(Comparator.comparingInt(IndexManifest::armLevel).reversed()));
        Stream<Descriptor> others = manifests.stream()
                .filter(manifest -> platform.isEmpty()
                        ? manifest.platform().filter(Platform::isUnknown).isEmpty()
                        : manifest.platform().isEmpty() && MediaTypes.isIndex(manifest.mediaType()));
        return Stream.concat(matches, others).distinct().toList();
    }

    private static int armLevel(Descriptor manifest) {
        return manifest.platform().map(Platform::armLevel).orElse(0);
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

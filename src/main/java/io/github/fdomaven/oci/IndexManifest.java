package io.github.fdomaven.oci;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The manifest of an index: images of one name for several platforms. */
public final class IndexManifest implements Manifest {

    private final Content content;
    private final List<Descriptor> manifests;

    IndexManifest(Content content, List<Descriptor> manifests) {
        this.content = content;
        this.manifests = List.copyOf(manifests);
    }

    @Override
    public String mediaType() {
        return content.mediaType();
    }

    @Override
    public Digest digest() {
        return content.digest();
    }

    @Override
    public byte[] content() {
        return content.bytes();
    }

    /** {@return the manifests that it names} */
    public List<Descriptor> manifests() {
        return manifests;
    }

    /**
     * Looks for the image that runs on a platform. Where no variant is asked for, an image that names none goes before one
     * that does; arm64 means its variant v8, and the other way round.
     *
     * @param platform the platform
     * @return the first that fits best, or nothing
     */
    public Optional<Descriptor> find(Platform platform) {
        return Stream.<Predicate<Platform>>of(
                        platform::equals,
                        other -> other.usual().equals(platform.usual()),
                        other -> other.runsOn(platform))
                .flatMap(fits -> manifests.stream()
                        .filter(manifest -> manifest.platform().filter(fits).isPresent()))
                .findFirst();
    }

    /**
     * {@return the image for this machine if there is one, or else the first}: what comes with an image, such as an attestation
     * of its build, is none
     */
    public Optional<Descriptor> any() {
        return find(Platform.ofThisMachine())
                .or(() -> manifests.stream()
                        .filter(manifest ->
                                manifest.platform().filter(Platform::isUnknown).isEmpty())
                        .findFirst());
    }

    /** {@return the platforms that its images name} */
    public List<Platform> platforms() {
        return manifests.stream()
                .flatMap(manifest -> manifest.platform().stream())
                .filter(platform -> !platform.isUnknown())
                .distinct()
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexManifest that && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return content.toString();
    }
}

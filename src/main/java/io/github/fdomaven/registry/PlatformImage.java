package io.github.fdomaven.registry;

import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.image.Descriptor;
import io.github.fdomaven.image.ImageManifest;
import io.github.fdomaven.image.IndexManifest;
import io.github.fdomaven.image.Manifest;
import io.github.fdomaven.image.Platform;
import io.github.fdomaven.image.Reference;
import java.util.stream.Collectors;

/** The one image that a reference means on a platform. */
final class PlatformImage {

    private final Registry registry;
    private final Reference reference;
    private final Platform platform;

    PlatformImage(Registry registry, Reference reference, Platform platform) {
        this.registry = registry;
        this.reference = reference;
        this.platform = platform;
    }

    ImageManifest of(Manifest manifest) {
        if (manifest instanceof ImageManifest image) {
            return image;
        }
        IndexManifest index = (IndexManifest) manifest;
        Reference child = reference
                .repository()
                .at(index.find(platform).orElseThrow(() -> missing(index)).digest());
        Manifest found = registry.manifest(child)
                .orElseThrow(() -> new EnvironmentException(child + " is named by the index " + reference
                        + ", but does not exist. Push the index again, with all its images."));
        if (found instanceof ImageManifest image) {
            return image;
        }
        throw new EnvironmentException(child + ", which the index " + reference + " names for " + platform
                + ", is an index too. Check what made it.");
    }

    private FixableException missing(IndexManifest index) {
        String platforms = index.manifests().stream()
                .map(Descriptor::platform)
                .flatMap(named -> named.map(Platform::toString).stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return new FixableException(reference + " has no image for " + platform + ": it has "
                + (platforms.isEmpty() ? "none that names its platform" : platforms) + ".");
    }
}

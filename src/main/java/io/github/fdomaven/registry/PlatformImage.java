package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;
import java.util.stream.Collectors;

/** The one image that a reference means on a platform. */
final class PlatformImage {

    private final Registry registry;
    private final Reference reference;
    private final Optional<Platform> platform;

    PlatformImage(Registry registry, Reference reference, Optional<Platform> platform) {
        this.registry = registry;
        this.reference = reference;
        this.platform = platform;
    }

    ImageManifest of(IndexManifest index) {
        Descriptor meant = platform.map(index::find).orElseGet(index::any).orElseThrow(() -> missing(index));
        Reference child = reference.repository().at(meant.digest());
        Manifest found = registry.manifest(child)
                .orElseThrow(() -> new EnvironmentException(child + " is named by the index " + reference
                        + ", but does not exist. Push the index again, with all its images."));
        if (found instanceof ImageManifest image) {
            return image;
        }
        throw new EnvironmentException(
                child + ", which the index " + reference + " names, is an index too. Check what made it.");
    }

    private FixableException missing(IndexManifest index) {
        String platforms = index.platforms().stream().map(Platform::toString).collect(Collectors.joining(", "));
        return new FixableException(reference + " has no image"
                + platform.map(name -> " for " + name).orElse("") + ": it has "
                + (platforms.isEmpty() ? "none that names its platform" : platforms) + ".");
    }
}

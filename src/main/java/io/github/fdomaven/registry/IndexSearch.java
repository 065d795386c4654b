package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A search for the image of a platform in an index. Some tools put indexes into an index. */
final class IndexSearch {

    /** Far more than any tool writes. */
    private static final int MAX_DEPTH = 4;

    private static final int MAX_MANIFESTS = 50;

    private final Registry registry;
    private final Reference reference;
    private final Set<Digest> seen = new HashSet<>();
    private final Set<Platform> platforms = new LinkedHashSet<>();
    private Optional<Reference> missing = Optional.empty();
    private Optional<String> problem = Optional.empty();

    IndexSearch(Registry registry, Reference reference) {
        this.registry = registry;
        this.reference = reference;
    }

    ImageManifest find(IndexManifest index, Optional<Platform> platform) {
        Optional<ImageManifest> found = search(index, platform, 1);
        if (found.isEmpty() && missing.isPresent()) {
            throw new EnvironmentException("The index " + reference + " names " + missing.get()
                    + ", which does not exist. Push the index again, with all its images.");
        }
        if (found.isEmpty() && problem.isPresent()) {
            throw new EnvironmentException("The index " + reference + " has no image"
                    + platform.map(name -> " for " + name).orElse("") + ", and an entry that cannot be read: "
                    + problem.get() + " Check the program that made it, and push the index again.");
        }
        return found.orElseThrow(() -> {
            String names = platforms.stream().map(Platform::toString).collect(Collectors.joining(", "));
            return new FixableException(reference + " has no image"
                    + platform.map(name -> " for " + name).orElse("") + ". Its images are "
                    + (names.isEmpty() ? "for no named platform" : "for " + names) + ".");
        });
    }

    private Optional<ImageManifest> search(IndexManifest index, Optional<Platform> platform, int depth) {
        platforms.addAll(index.platforms());
        problem = problem.or(index::problem);
        for (Descriptor entry : index.candidates(platform)) {
            Optional<ImageManifest> found = search(entry, platform, depth);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<ImageManifest> search(Descriptor entry, Optional<Platform> platform, int depth) {
        if (depth > MAX_DEPTH || seen.size() == MAX_MANIFESTS || !seen.add(entry.digest())) {
            return Optional.empty();
        }
        Reference child = reference.repository().at(entry.digest());
        Optional<Manifest> manifest = registry.manifest(child);
        if (manifest.isEmpty()) {
            missing = missing.or(() -> Optional.of(child));
            return Optional.empty();
        }
        if (manifest.get() instanceof IndexManifest inner) {
            // The platform of the entry is that of all its images.
            boolean matched = entry.platform().isPresent() && inner.platforms().isEmpty();
            return search(inner, matched ? Optional.empty() : platform, depth + 1);
        }
        return manifest.filter(ImageManifest.class::isInstance).map(ImageManifest.class::cast);
    }
}

package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The images to delete, and the images that are never deleted.
 *
 * @param repositories the repositories of the POM's images, in order
 * @param named all images that the POM names, base images included
 * @param confirmed whether they are deleted; otherwise they are only listed
 * @param now the time that decides which images have expired
 */
public record CleanupRequest(
        Set<Repository> repositories, Set<Reference> named, Selection selection, boolean confirmed, Instant now) {

    public CleanupRequest {
        repositories = Collections.unmodifiableSet(new LinkedHashSet<>(repositories));
        named = Set.copyOf(named);
    }

    /** Returns the digests that the POM names in a repository. The registry's host may be written in different ways. */
    Stream<Digest> namedDigests(Repository repository) {
        return named.stream()
                .filter(reference -> reference.repository().path().equals(repository.path()))
                .flatMap(reference -> reference.digest().stream())
                .distinct();
    }
}

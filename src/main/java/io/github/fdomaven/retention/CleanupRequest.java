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
 * What is to be deleted, and what on no account.
 *
 * @param repositories the repositories of the POM's images, in their order
 * @param named all that the POM names: its images and their bases
 * @param selection which images are to be deleted
 * @param confirmed whether they are; otherwise it is said which would be
 * @param now the time against which images expire
 */
public record CleanupRequest(
        Set<Repository> repositories, Set<Reference> named, Selection selection, boolean confirmed, Instant now) {

    /**
     * Takes copies.
     *
     * @param repositories the repositories of the POM's images
     * @param named all that the POM names
     * @param selection which images are to be deleted
     * @param confirmed whether they are
     * @param now the time against which images expire
     */
    public CleanupRequest {
        repositories = Collections.unmodifiableSet(new LinkedHashSet<>(repositories));
        named = Set.copyOf(named);
    }

    /**
     * The digests by which the POM names images of a repository, however it spells the registry's host.
     *
     * @param repository the repository
     * @return the digests
     */
    Stream<Digest> namedDigests(Repository repository) {
        return named.stream()
                .filter(reference -> reference.repository().path().equals(repository.path()))
                .flatMap(reference -> reference.digest().stream())
                .distinct();
    }
}

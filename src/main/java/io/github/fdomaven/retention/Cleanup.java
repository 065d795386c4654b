package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Parallel;
import io.github.fdomaven.support.PartialResults;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads all tags of the repositories, decides which tags are deleted, and deletes them if the request is confirmed. */
public final class Cleanup {

    static final int PARALLELISM = 8;

    private final Registry registry;
    private final TagDeleter deleter;

    /** Creates a cleanup that reads images from the registry, and lists and deletes tags by the deleter. */
    public Cleanup(Registry registry, TagDeleter deleter) {
        this.registry = registry;
        this.deleter = deleter;
    }

    private record Listing(Repository repository, List<Reference> tags) {}

    /** {@return the result for each tag}: a failure for one tag or one repository does not affect the others */
    public Deletions run(CleanupRequest request) {
        PartialResults<Listing> listings = PartialResults.of(repositories(request), this::list);
        List<ImageInfo> tags = read(request, listings.results());
        NeededImages needed = new NeededImages(
                readPinned(request, listings.results()), request.selection().listed(), deleter.isByDigest());
        List<Deletion> decisions = new DeletionPolicy(request, needed).decide(tags);
        List<Deletion> done = new DeletionRun(registry, deleter, needed, request.confirmed()).run(decisions);
        List<FdoException> failures = new ArrayList<>(listings.failures());
        // Tags of one digest share one failure.
        done.stream().flatMap(result -> result.failure().stream()).distinct().forEach(failures::add);
        return new Deletions(done, missing(request, listings, tags), failures);
    }

    private static List<Repository> repositories(CleanupRequest request) {
        Set<Repository> repositories = new LinkedHashSet<>();
        if (request.selection().mode().isPresent()) {
            repositories.addAll(request.repositories());
        }
        request.selection().listed().stream()
                .map(Reference::repository)
                .sorted(Comparator.comparing(Repository::toString))
                .forEach(repositories::add);
        return List.copyOf(repositories);
    }

    private Listing list(Repository repository) {
        return new Listing(
                repository,
                deleter.tags(repository).stream().map(repository::tagged).toList());
    }

    private List<ImageInfo> read(CleanupRequest request, List<Listing> listings) {
        boolean withConfig = request.selection()
                .mode()
                .filter(Selection.Mode.EXPIRED::equals)
                .isPresent();
        List<Reference> tags =
                listings.stream().flatMap(listing -> listing.tags().stream()).toList();
        return read(tags, withConfig);
    }

    /** Reads the images that the POM names by digest. They may have no tag, but may be indexes whose images have tags. */
    private List<ImageInfo> readPinned(CleanupRequest request, List<Listing> listings) {
        if (!deleter.isByDigest()) {
            return List.of();
        }
        List<Reference> pinned = listings.stream()
                .map(Listing::repository)
                .flatMap(repository -> request.namedDigests(repository).map(repository::at))
                .toList();
        return read(pinned, false);
    }

    private List<ImageInfo> read(List<Reference> references, boolean withConfig) {
        TagReader reader = new TagReader(registry, withConfig);
        return new Parallel(PARALLELISM)
                .map(references, reader::read).stream()
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static List<Reference> missing(
            CleanupRequest request, PartialResults<Listing> listings, List<ImageInfo> tags) {
        List<Repository> read =
                listings.results().stream().map(Listing::repository).toList();
        List<Reference> existing = tags.stream().map(ImageInfo::reference).toList();
        return request.selection().listed().stream()
                .filter(listed -> read.contains(listed.repository()) && !existing.contains(listed))
                .sorted(Comparator.comparing(Reference::toString))
                .toList();
    }
}

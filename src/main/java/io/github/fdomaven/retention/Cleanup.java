package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Parallel;
import io.github.fdomaven.support.PartialResults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at all tags of the repositories, decides which are to go, and deletes them if that is confirmed. */
public final class Cleanup {

    static final int AT_ONCE = 8;

    private final Registry registry;
    private final TagDeleter disposal;

    /**
     * Creates it.
     *
     * @param registry where tags are looked at
     * @param disposal by which they are listed and deleted
     */
    public Cleanup(Registry registry, TagDeleter disposal) {
        this.registry = registry;
        this.disposal = disposal;
    }

    /** The tags of one repository. */
    private record Listed(Repository repository, List<Reference> tags) {}

    /**
     * Does it. What fails for one tag or one repository keeps no other from being deleted.
     *
     * @param request what is to be deleted
     * @return what became of each tag
     */
    public Deletions run(CleanupRequest request) {
        PartialResults<Listed> listed = PartialResults.of(repositories(request), this::list);
        List<TaggedImage> images = look(request, listed.results());
        Map<Reference, ImageInfo> pinned = pinned(request, listed.results());
        List<DeletionDecision> verdicts = new DeletionDecisions(request, pinned).of(images, disposal.isByDigest());
        List<DeletionRun.Done> done =
                new DeletionRun(registry, disposal, pinned, request.confirmed()).carryOut(verdicts);
        List<FdoException> failures = new ArrayList<>(listed.failures());
        // Tags of one digest fail together, for one reason.
        done.stream().flatMap(one -> one.failure().stream()).distinct().forEach(failures::add);
        return new Deletions(
                done.stream().map(DeletionRun.Done::deletion).toList(), missing(request, listed, images), failures);
    }

    private static List<Repository> repositories(CleanupRequest request) {
        Set<Repository> all = new LinkedHashSet<>();
        if (request.selection().mode().isPresent()) {
            all.addAll(request.repositories());
        }
        request.selection().told().stream()
                .map(Reference::repository)
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private Listed list(Repository repository) {
        return new Listed(
                repository,
                disposal.tags(repository).stream().map(repository::tagged).toList());
    }

    private List<TaggedImage> look(CleanupRequest request, List<Listed> listed) {
        boolean withConfig =
                request.selection().mode().filter(DeletionMode.EXPIRED::equals).isPresent();
        TagReader sights = new TagReader(registry, withConfig);
        List<Reference> tags =
                listed.stream().flatMap(one -> one.tags().stream()).toList();
        return new Parallel(AT_ONCE)
                .map(tags, tag -> sights.at(tag).map(sight -> new TaggedImage(tag, sight))).stream()
                        .flatMap(Optional::stream)
                        .toList();
    }

    /** What the POM names by digest need have no tag, and yet be an index that cannot do without an image that has one. */
    private Map<Reference, ImageInfo> pinned(CleanupRequest request, List<Listed> listed) {
        Map<Reference, ImageInfo> pinned = new HashMap<>();
        if (disposal.isByDigest()) {
            TagReader sights = new TagReader(registry, false);
            for (Listed one : listed) {
                request.namedDigests(one.repository())
                        .map(one.repository()::at)
                        .forEach(named -> sights.at(named).ifPresent(sight -> pinned.put(named, sight)));
            }
        }
        return pinned;
    }

    private static List<Reference> missing(
            CleanupRequest request, PartialResults<Listed> listed, List<TaggedImage> images) {
        List<Repository> known =
                listed.results().stream().map(Listed::repository).toList();
        List<Reference> there = images.stream().map(TaggedImage::reference).toList();
        return request.selection().told().stream()
                .filter(told -> known.contains(told.repository()) && !there.contains(told))
                .sorted((one, other) -> one.toString().compareTo(other.toString()))
                .toList();
    }
}

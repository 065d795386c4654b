package io.github.fdomaven.build;

import io.github.fdomaven.build.Staleness.Reason;
import io.github.fdomaven.build.Staleness.Verdict;
import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.FdoLabels;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.image.Tag;
import io.github.fdomaven.inspect.BaseCheck;
import io.github.fdomaven.parallel.Once;
import io.github.fdomaven.parallel.Parallel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Decides what is to be done for images. It changes nothing, and asks each question once, all of them side by side. */
public final class Planner {

    /** A registry answers many at once; the limit keeps it from taking us for an attack. */
    private static final int QUESTIONS_AT_ONCE = 16;

    private final Function<Reference, Optional<StoredImage>> images;
    private final Staleness staleness;
    private final boolean copies;

    /**
     * Creates a planner.
     *
     * @param images finds an image where images are kept
     * @param digests knows the digest that a base has now, or that there is no such image
     * @param copies whether an image may be copied to where images are kept
     */
    public Planner(
            Function<Reference, Optional<StoredImage>> images,
            Function<Reference, Optional<Digest>> digests,
            boolean copies) {
        this.images = images;
        this.staleness = new Staleness(new BaseCheck(new Once<>(digests)));
        this.copies = copies;
    }

    /** What is there of an image, before anything is known of the others. */
    private record Look(Optional<StoredImage> found, Verdict verdict, Optional<StoredImage> upstream) {}

    /**
     * Decides.
     *
     * @param requests the images that are wanted, each after the one that it is FROM
     * @return what is to be done for each, and why, in the same order
     * @throws FdoException if it cannot be known what is there
     */
    public List<Planned> plan(List<ImageRequest> requests) {
        List<Look> looks = new Parallel(QUESTIONS_AT_ONCE).map(requests, this::look);
        Map<String, Decision> decisions = new HashMap<>();
        List<Planned> plan = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            ImageRequest request = requests.get(i);
            Decision decision = decide(request, looks.get(i), request.parent().map(decisions::get));
            decisions.put(request.name(), decision);
            plan.add(new Planned(request, decision));
        }
        return plan;
    }

    private Look look(ImageRequest request) {
        if (request.forced().isPresent()) {
            return new Look(Optional.empty(), Verdict.FRESH, Optional.empty());
        }
        Optional<StoredImage> found = images.apply(request.reference());
        if (found.isPresent()) {
            Verdict verdict =
                    request.onStale() == StaleAction.IGNORE ? Verdict.FRESH : staleness.of(request, found.get());
            return new Look(found, verdict, Optional.empty());
        }
        return new Look(Optional.empty(), Verdict.FRESH, upstream(request));
    }

    private Optional<StoredImage> upstream(ImageRequest request) {
        Tag tag = request.reference().tag().orElseThrow();
        return copies
                ? request.upstreams().stream()
                        .map(upstream -> images.apply(upstream.repository().tagged(tag)))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    private Decision decide(ImageRequest request, Look look, Optional<Decision> parent) {
        if (request.forced().isPresent()) {
            return new Decision.Build(request.forced().get());
        }
        if (look.found().isPresent()) {
            return decide(request, look.found().get(), verdict(request, look, parent));
        }
        return look.upstream()
                .<Decision>map(source -> new Decision.Copy(source, source.reference() + " exists"))
                .orElseGet(() -> new Decision.Build("the tag does not exist" + nowhereElse(request)));
    }

    /** What this run does to the base counts before what the registry has now. */
    private static Verdict verdict(ImageRequest request, Look look, Optional<Decision> parent) {
        if (parent.isEmpty()
                || request.onStale() == StaleAction.IGNORE
                || look.verdict().reason().isPresent()) {
            return look.verdict();
        }
        Map<String, String> labels = look.found().orElseThrow().labels();
        Optional<String> digest = FdoLabels.value(labels, FdoLabels.BASE_DIGEST);
        // Where there is no registry, a base has no digest.
        boolean isBuilt = parent.get() instanceof Decision.Build
                && FdoLabels.value(labels, FdoLabels.BASE_IMAGE).isPresent();
        boolean isReplaced = parent.get() instanceof Decision.Copy copy
                && digest.isPresent()
                && !copy.source().digest().map(Digest::toString).equals(digest);
        return isBuilt || isReplaced
                ? Verdict.stale(
                        "its base '" + request.parent().orElseThrow() + "' is " + (isBuilt ? "built" : "copied")
                                + " in this run",
                        Staleness.REBUILD)
                : look.verdict();
    }

    private static Decision decide(ImageRequest request, StoredImage found, Verdict verdict) {
        if (verdict.reason().isEmpty()) {
            if (verdict.doubt().isPresent() && request.onStale() != StaleAction.WARN) {
                throw verdict.doubt().get();
            }
            Optional<String> doubt = verdict.doubt()
                    .map(problem -> "it is not known whether its base has changed: " + problem.getMessage());
            return new Decision.Skip(found, "the tag exists", doubt);
        }
        Reason reason = verdict.reason().get();
        return switch (request.onStale()) {
            case REBUILD -> new Decision.Build(reason.what());
            case FAIL -> new Decision.Fail(reason.what(), reason.advice());
            default ->
                new Decision.Skip(
                        found, "the tag exists", Optional.of("it is stale: " + reason.what() + ". " + reason.advice()));
        };
    }

    private String nowhereElse(ImageRequest request) {
        if (request.upstreams().isEmpty()) {
            return "";
        }
        return copies
                ? ", nor does it upstream"
                : ", and upstream is not asked, because nothing is copied without a push";
    }
}

package io.github.fdomaven.builder;

import io.github.fdomaven.builder.Staleness.Reason;
import io.github.fdomaven.builder.Staleness.Verdict;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.inspection.BaseCheck;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Memoizer;
import io.github.fdomaven.support.Parallel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides what is to be done for images. It changes nothing, and asks each question once, all of them side by side. */
public final class Planner {

    /** A registry answers many at once; the limit keeps it from taking us for an attack. */
    private static final int QUESTIONS_AT_ONCE = 16;

    private final Function<Reference, Optional<ImageRecord>> images;
    private final Function<Reference, Optional<Digest>> digests;
    private final boolean copies;

    /**
     * Creates a planner.
     *
     * @param images finds an image where images are kept
     * @param digests knows the digest that a base has now, or that there is no such image
     * @param copies whether an image may be copied to where images are kept
     */
    public Planner(
            Function<Reference, Optional<ImageRecord>> images,
            Function<Reference, Optional<Digest>> digests,
            boolean copies) {
        this.images = images;
        this.digests = digests;
        this.copies = copies;
    }

    /** What is there of an image, here or else upstream, before anything is known of the others; or why that is not known. */
    private record Look(
            Optional<ImageRecord> here,
            Optional<ImageRecord> upstream,
            Verdict verdict,
            Optional<FdoException> problem) {

        static final Look NOT_NEEDED = new Look(Optional.empty(), Optional.empty(), Verdict.FRESH, Optional.empty());

        Optional<ImageRecord> found() {
            return here.or(() -> upstream);
        }
    }

    /**
     * Decides. What cannot be known of one image is that one's failure, and of those that would be built of it.
     *
     * @param requests the images that are wanted, each after the one that it is FROM
     * @return what is to be done for each, and why, in the same order
     */
    public List<PlannedImage> plan(List<ImageDefinition> requests) {
        Questions questions = questions(requests);
        List<Look> looks = new Parallel(QUESTIONS_AT_ONCE).map(requests, request -> look(request, questions));
        Map<Reference, Action> decisions = new HashMap<>();
        List<PlannedImage> plan = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            ImageDefinition request = requests.get(i);
            Optional<Action> parent =
                    request.parent().map(ImageDefinition::reference).map(decisions::get);
            Action decision = decide(request, looks.get(i), parent);
            if (decision instanceof Action.Build
                    && parent.filter(Planner::isLost).isPresent()) {
                decision = new Action.Blocked(request.parent().orElseThrow().name());
            }
            decisions.put(request.reference(), decision);
            plan.add(new PlannedImage(request, decision));
        }
        return plan;
    }

    /** What is asked for one plan, each once. */
    private record Questions(Function<Reference, Optional<ImageRecord>> images, Staleness staleness) {}

    /** Of a base that is looked for itself, the digest is known by that. */
    private Questions questions(List<ImageDefinition> requests) {
        Set<Reference> looked = requests.stream()
                .filter(request -> request.forced().isEmpty())
                .map(ImageDefinition::reference)
                .collect(Collectors.toSet());
        Memoizer<Reference, Optional<ImageRecord>> found = new Memoizer<>(images);
        Memoizer<Reference, Optional<Digest>> bases = new Memoizer<>(
                base -> looked.contains(base) ? found.apply(base).flatMap(ImageRecord::identity) : digests.apply(base));
        return new Questions(found, new Staleness(new BaseCheck(bases)));
    }

    /** Whether the image will not be there for others to be built of. */
    private static boolean isLost(Action decision) {
        return decision instanceof Action.Fail
                || decision instanceof Action.Unknown
                || decision instanceof Action.Blocked;
    }

    private Look look(ImageDefinition request, Questions questions) {
        if (request.forced().isPresent()) {
            return Look.NOT_NEEDED;
        }
        try {
            Optional<ImageRecord> here = questions.images().apply(request.reference());
            Optional<ImageRecord> upstream = here.isPresent() ? Optional.empty() : upstream(request, questions);
            Verdict verdict = here.or(() -> upstream)
                    .filter(found -> request.onStale() != StaleAction.IGNORE)
                    .map(found -> questions.staleness().of(request, found))
                    .orElse(Verdict.FRESH);
            return new Look(here, upstream, verdict, Optional.empty());
        } catch (FdoException e) {
            return new Look(Optional.empty(), Optional.empty(), Verdict.FRESH, Optional.of(e));
        }
    }

    private Optional<ImageRecord> upstream(ImageDefinition request, Questions questions) {
        Tag tag = request.reference().tag().orElseThrow();
        return copies
                ? request.upstreams().stream()
                        .map(upstream ->
                                questions.images().apply(upstream.repository().tagged(tag)))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    private Action decide(ImageDefinition request, Look look, Optional<Action> parent) {
        if (request.forced().isPresent()) {
            return new Action.Build(request.forced().get());
        }
        if (look.problem().isPresent()) {
            return new Action.Unknown(look.problem().get());
        }
        return look.found().isPresent()
                ? decide(request, look, verdict(request, look, parent))
                : new Action.Build("the tag does not exist" + nowhereElse(request));
    }

    /** What this run does to the base counts before what the registry has now. */
    private static Verdict verdict(ImageDefinition request, Look look, Optional<Action> parent) {
        if (parent.isEmpty()
                || request.onStale() == StaleAction.IGNORE
                || look.verdict().reason().isPresent()) {
            return look.verdict();
        }
        Map<String, String> labels = look.found().orElseThrow().labels();
        Optional<String> digest = FdoLabels.value(labels, FdoLabels.BASE_DIGEST);
        // Where the base was not pushed, its digest is not known.
        boolean isBuilt = parent.get() instanceof Action.Build
                && FdoLabels.value(labels, FdoLabels.BASE_IMAGE).isPresent();
        boolean isReplaced = parent.get() instanceof Action.Copy copy
                && digest.isPresent()
                && !copy.source().digest().map(Digest::toString).equals(digest);
        return isBuilt || isReplaced
                ? Verdict.stale(
                        "its base '" + request.parent().orElseThrow().name() + "' is " + (isBuilt ? "built" : "copied")
                                + " in this run",
                        Staleness.REBUILD)
                : look.verdict();
    }

    private static Action decide(ImageDefinition request, Look look, Verdict verdict) {
        ImageRecord found = look.found().orElseThrow();
        if (verdict.reason().isEmpty()) {
            if (verdict.doubt().isPresent() && request.onStale() != StaleAction.WARN) {
                return new Action.Unknown(verdict.doubt().get());
            }
            return taken(
                    look,
                    verdict.doubt()
                            .map(problem -> "it is not known whether its base has changed: " + problem.getMessage()));
        }
        Reason reason = verdict.reason().get();
        return switch (request.onStale()) {
            case REBUILD ->
                new Action.Build(
                        look.here().isPresent()
                                ? reason.what()
                                : found.reference() + " exists, but is stale: " + reason.what());
            case FAIL -> new Action.Fail(found, reason.what(), reason.advice());
            default -> taken(look, Optional.of("it is stale: " + reason.what() + ". " + reason.advice()));
        };
    }

    private static Action taken(Look look, Optional<String> doubt) {
        return look.here()
                .<Action>map(here -> new Action.Skip(here, "the tag exists", doubt))
                .orElseGet(() -> {
                    ImageRecord source = look.upstream().orElseThrow();
                    return new Action.Copy(source, source.reference() + " exists", doubt);
                });
    }

    private String nowhereElse(ImageDefinition request) {
        if (request.upstreams().isEmpty()) {
            return "";
        }
        return copies
                ? ", nor does it upstream"
                : ", and upstream is not asked, because nothing is copied without a push";
    }
}

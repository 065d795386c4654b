package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Pokes the dependents of the images that the pipeline that runs has built. */
public final class Poker {

    /** How many are poked at a time where nothing else is said. */
    public static final int PARALLELISM = 8;

    private final GitLab gitlab;
    private final PipelineLabels labels;
    private final PokeLog log;
    private final Parallel parallel;

    /**
     * Creates it.
     *
     * @param gitlab who is asked for pipelines
     * @param labels knows which pipeline built an image
     * @param log is told what happens
     * @param parallelism how many are poked at a time
     * @throws IllegalArgumentException if that is not at least one
     */
    public Poker(GitLab gitlab, PipelineLabels labels, PokeLog log, int parallelism) {
        this.gitlab = gitlab;
        this.labels = labels;
        this.log = log;
        this.parallel = new Parallel(parallelism);
    }

    /** A dependent, and the names of those of its images that were rebuilt. */
    private record Concerned(Dependent dependent, List<String> images) {}

    /**
     * Pokes. All that can be done is done, whatever fails.
     *
     * @param request who is to be told of what
     * @param each is told what became of a dependent as soon as that is known, by the thread that did it
     * @return what became of each
     * @throws FixableException if the request makes no sense; nobody was poked then
     */
    public Pokes poke(PokeRequest request, Consumer<Poke> each) {
        check(request);
        List<FdoException> unreadable = new ArrayList<>();
        List<String> rebuilt = request.images().stream()
                .filter(image -> isDue(image, request, unreadable))
                .map(NamedImage::name)
                .toList();
        List<Concerned> concerned = request.dependents().stream()
                .map(dependent -> new Concerned(
                        dependent, rebuilt.stream().filter(dependent::dependsOn).toList()))
                .filter(one -> !one.images().isEmpty())
                .toList();
        return new Pokes(parallel.map(concerned, one -> told(poke(one, request), each)), unreadable);
    }

    private static void check(PokeRequest request) {
        if (request.pipelineId().isEmpty() && !request.force()) {
            throw new FixableException(
                    "CI_PIPELINE_ID is not set, so it cannot be known which images were built by this"
                            + " pipeline. Run the goal in a pipeline of GitLab, or poke the dependents whoever built the images:"
                            + " -Dfdo.poke.force=true.");
        }
        List<String> names = request.images().stream().map(NamedImage::name).toList();
        for (Dependent dependent : request.dependents()) {
            for (String image : dependent.images()) {
                if (!names.contains(image)) {
                    throw new FixableException("The dependent " + dependent.project() + " names the image '" + image
                            + "' in <images>, but there is none of that name. The images are: "
                            + names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + ".");
                }
            }
        }
    }

    private boolean isDue(NamedImage image, PokeRequest request, List<FdoException> unreadable) {
        Optional<String> label;
        try {
            label = labels.of(image).filter(text -> !text.isBlank());
        } catch (FdoException e) {
            unreadable.add(e);
            log.unreadable(image, e);
            return false;
        }
        if (label.isPresent() && label.equals(request.pipelineId())) {
            log.rebuilt(image, label.get());
        } else if (request.force()) {
            log.forced(image, label);
        } else {
            log.notRebuilt(image, label, request.pipelineId().orElseThrow());
            return false;
        }
        return true;
    }

    private static Poke told(Poke poke, Consumer<Poke> each) {
        each.accept(poke);
        return poke;
    }

    private Poke poke(Concerned concerned, PokeRequest request) {
        Dependent dependent = concerned.dependent();
        Poke poke = loop(dependent, request)
                .map(message -> Poke.without(dependent, PokeOutcome.LOOP, message))
                .orElseGet(() -> {
                    log.poking(dependent, concerned.images());
                    return trigger(dependent, request.nextChain());
                });
        log.finished(poke);
        return poke;
    }

    private Poke trigger(Dependent dependent, PokeChain chain) {
        try {
            return Poke.of(dependent, gitlab.trigger(dependent.trigger(chain)));
        } catch (EnvironmentException e) {
            return Poke.without(dependent, PokeOutcome.FAILED, e.getMessage());
        }
    }

    /** Says which circle a poke would close, if it would. */
    private static Optional<String> loop(Dependent dependent, PokeRequest request) {
        PokeChain chain = request.nextChain();
        if (chain.contains(dependent.project())) {
            return Optional.of("Not poked, for that would go in a circle: "
                    + chain.and(dependent.project()).drawn() + ".");
        }
        // A number does not say whether it is one of the paths. But a chain that comes to us twice has closed a circle.
        boolean cameBack = request.project().filter(request.chain()::contains).isPresent();
        return dependent.project().isNumber() && cameBack
                ? Optional.of("Not poked, for pokes have gone in a circle already: " + chain.drawn()
                        + ". Project " + dependent.project()
                        + " may be part of that, which only its path would tell: give that instead of the number.")
                : Optional.empty();
    }
}

package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.TriggerRequest;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Parallel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Triggers the pipelines of dependents whose images were built by the current pipeline. */
public final class Poker {

    /** The default number of dependents that are poked in parallel. */
    public static final int PARALLELISM = 16;

    private final GitLab gitlab;
    private final Function<NamedImage, Optional<String>> pipelineLabel;
    private final PokeLog log;
    private final Parallel parallel;

    /**
     * Creates a poker.
     *
     * @param pipelineLabel reads the label of an image with the ID of the pipeline that built it
     * @param parallelism the number of dependents that are poked in parallel
     */
    public Poker(GitLab gitlab, Function<NamedImage, Optional<String>> pipelineLabel, PokeLog log, int parallelism) {
        this.gitlab = gitlab;
        this.pipelineLabel = pipelineLabel;
        this.log = log;
        this.parallel = new Parallel(parallelism);
    }

    /**
     * A module of the Maven build.
     *
     * @param images the images of the module
     * @param dependents the dependents of these images, in the order of the POM
     */
    public record ModuleDependents(List<NamedImage> images, List<Dependent> dependents) {

        public ModuleDependents {
            images = List.copyOf(images);
            dependents = List.copyOf(dependents);
        }

        private boolean hasDependentOf(NamedImage image) {
            return dependents.stream().anyMatch(dependent -> dependent.dependsOn(image.name()));
        }
    }

    /**
     * A request to poke the dependents of images.
     *
     * @param modules the modules, with their images and dependents
     * @param pipelineId the ID of the current pipeline
     * @param project the path of this project
     * @param chain the chain of pokes that triggered the current pipeline
     * @param force whether to poke dependents of images that another pipeline built
     */
    public record Request(
            List<ModuleDependents> modules,
            Optional<String> pipelineId,
            Optional<ProjectId> project,
            PokeChain chain,
            boolean force) {

        public Request {
            modules = List.copyOf(modules);
        }

        /** The chain for the dependents. */
        PokeChain nextChain() {
            return project.map(chain::and).orElse(chain);
        }
    }

    /** A dependent to poke, and its images that were rebuilt. */
    private record Candidate(Dependent dependent, Set<String> images) {}

    /** The dependents to poke. */
    public static final class Selection {

        private final Request request;
        private final List<Candidate> candidates;
        private final List<FdoException> unreadable;

        private Selection(Request request, List<Candidate> candidates, List<FdoException> unreadable) {
            this.request = request;
            this.candidates = candidates;
            this.unreadable = unreadable;
        }

        /** {@return whether no dependent has to be poked} */
        public boolean isEmpty() {
            return candidates.isEmpty();
        }
    }

    /**
     * Selects the dependents of rebuilt images, and reads their tokens.
     *
     * @throws FixableException if dependents to poke have no token
     */
    public Selection select(Request request) {
        if (request.pipelineId().isEmpty() && !request.force()) {
            log.outsidePipeline();
            return new Selection(request, List.of(), List.of());
        }
        List<FdoException> unreadable = new ArrayList<>();
        List<Candidate> candidates = candidates(request, rebuilt(request, unreadable));
        if (candidates.isEmpty() && unreadable.isEmpty()) {
            log.nothingToPoke();
        }
        checkTokens(candidates.stream()
                .map(Candidate::dependent)
                .filter(dependent -> loop(dependent, request).isEmpty())
                .toList());
        return new Selection(request, candidates, unreadable);
    }

    /** Reads all tokens before the first poke, so that one error names all that are missing. */
    @SuppressWarnings("ReturnValueIgnored") // Only the failure counts.
    private static void checkTokens(List<Dependent> dependents) {
        List<String> problems = new ArrayList<>();
        for (Dependent dependent : dependents) {
            try {
                dependent.token().get();
            } catch (FixableException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new FixableException(problems);
        }
    }

    /**
     * Pokes the selected dependents. A failure does not affect the other dependents.
     *
     * @param listener receives each poke as UNKNOWN before the request is sent, and again with its outcome, in any thread
     */
    public Pokes poke(Selection selection, Consumer<Poke> listener) {
        List<Poke> pokes = parallel.map(selection.candidates, candidate -> {
            Poke poke = poke(candidate, selection.request, listener);
            log.finished(poke);
            listener.accept(poke);
            return poke;
        });
        return new Pokes(pokes, selection.unreadable);
    }

    /** Returns for each image that has dependents whether they are poked. Two modules can declare the same image. */
    private Map<NamedImage, Boolean> rebuilt(Request request, List<FdoException> unreadable) {
        Map<NamedImage, Boolean> rebuilt = new LinkedHashMap<>();
        request.modules().stream()
                .flatMap(module -> module.images().stream().filter(module::hasDependentOf))
                .distinct()
                .forEach(image -> rebuilt.put(image, isRebuilt(image, request, unreadable)));
        return rebuilt;
    }

    private boolean isRebuilt(NamedImage image, Request request, List<FdoException> unreadable) {
        Optional<String> label;
        try {
            label = pipelineLabel.apply(image).filter(text -> !text.isBlank());
        } catch (FdoException e) {
            unreadable.add(e);
            log.unreadable(image, e);
            return false;
        }
        if (label.isPresent() && label.equals(request.pipelineId())) {
            log.rebuilt(image, label.get());
            return true;
        }
        if (request.force()) {
            log.forced(image, label);
            return true;
        }
        log.notRebuilt(image, label, request.pipelineId().orElseThrow());
        return false;
    }

    /** Modules can inherit the same dependent from a parent POM. It is poked once, for the images of all these modules. */
    private static List<Candidate> candidates(Request request, Map<NamedImage, Boolean> rebuilt) {
        List<Candidate> candidates = new ArrayList<>();
        for (ModuleDependents module : request.modules()) {
            List<String> images = module.images().stream()
                    .filter(image -> rebuilt.getOrDefault(image, false))
                    .map(NamedImage::name)
                    .toList();
            for (Dependent dependent : module.dependents()) {
                List<String> own = images.stream().filter(dependent::dependsOn).toList();
                if (!own.isEmpty()) {
                    candidate(candidates, dependent).images().addAll(own);
                }
            }
        }
        return candidates;
    }

    private static Candidate candidate(List<Candidate> candidates, Dependent dependent) {
        return candidates.stream()
                .filter(candidate -> candidate.dependent().hasSamePipelineAs(dependent))
                .findFirst()
                .orElseGet(() -> {
                    Candidate candidate = new Candidate(dependent, new LinkedHashSet<>());
                    candidates.add(candidate);
                    return candidate;
                });
    }

    private Poke poke(Candidate candidate, Request request, Consumer<Poke> listener) {
        Dependent dependent = candidate.dependent();
        Optional<String> loop = loop(dependent, request);
        if (loop.isPresent()) {
            return Poke.withoutPipeline(dependent, Poke.Outcome.LOOP, loop.get());
        }
        log.poking(dependent, List.copyOf(candidate.images()));
        TriggerRequest trigger = dependent.triggerRequest(request.nextChain());
        listener.accept(Poke.unanswered(dependent));
        try {
            return Poke.of(dependent, gitlab.trigger(trigger));
        } catch (EnvironmentException e) {
            return Poke.withoutPipeline(dependent, Poke.Outcome.FAILED, e.getMessage());
        }
    }

    /** Returns a message if the poke would close a loop. */
    private static Optional<String> loop(Dependent dependent, Request request) {
        PokeChain chain = request.nextChain();
        if (chain.contains(dependent.project())) {
            return Optional.of("Not poked, because this would be a loop: "
                    + chain.and(dependent.project()).withArrows() + ".");
        }
        // A number cannot be compared with the paths in the chain. If the chain has this project, there is a loop.
        boolean isPokedAgain =
                request.project().filter(request.chain()::contains).isPresent();
        return dependent.project().isNumber() && isPokedAgain
                ? Optional.of("Not poked, because there is a loop already: " + chain.withArrows()
                        + ". Project " + dependent.project()
                        + " may be in it. Replace its number in <project> by its path, so that loops can be detected.")
                : Optional.empty();
    }
}

package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pipeline of a dependent, as GitLab last reported it.
 *
 * @param poke the poke that triggered the pipeline
 * @param pipeline the last known state of the pipeline
 * @param error why the result of the pipeline is unknown: GitLab did not answer, or the time limit is over
 */
public record FollowedPipeline(Poke poke, Pipeline pipeline, Optional<FdoException> error) {

    boolean hasEnded() {
        return error.isPresent() || pipeline.hasEnded();
    }

    private Optional<FdoException> problem() {
        return error.or(() -> Optional.of(pipeline)
                .filter(Pipeline::hasFailed)
                .map(failed -> new FixableException("pipeline " + failed.id() + " ended with status " + failed.status()
                        + failed.webUrl().map(url -> ": " + url).orElse(""))));
    }

    /** {@return one exception for all pipelines that did not succeed, or empty if all succeeded} */
    public static Optional<FdoException> failure(List<FollowedPipeline> all) {
        List<FdoException> problems =
                all.stream().flatMap(followed -> followed.problem().stream()).toList();
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(List.of(problems.size() + " of " + all.size()
                + " pipelines of dependents did not succeed or could not be followed:"));
        all.forEach(followed -> followed.problem()
                .ifPresent(problem -> lines.add("  " + followed.poke().dependent() + ": " + problem.getMessage())));
        boolean isFixable = problems.stream().anyMatch(FixableException.class::isInstance);
        return Optional.of(isFixable ? new FixableException(lines) : new EnvironmentException(lines));
    }
}

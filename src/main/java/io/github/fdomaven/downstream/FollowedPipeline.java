package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of following the pipeline of a dependent. */
public sealed interface FollowedPipeline {

    /** {@return the poke that triggered the pipeline} */
    Poke poke();

    /** {@return the problem, if the pipeline did not succeed or could not be followed} */
    Optional<FdoException> problem();

    /**
     * The pipeline ended.
     *
     * @param poke the poke that triggered the pipeline
     * @param pipeline the pipeline at its end
     */
    record Ended(Poke poke, Pipeline pipeline) implements FollowedPipeline {

        @Override
        public Optional<FdoException> problem() {
            return pipeline.hasFailed()
                    ? Optional.of(new FixableException("pipeline " + pipeline.id() + " ended with status "
                            + pipeline.status()
                            + pipeline.webUrl().map(url -> ": " + url).orElse("")))
                    : Optional.empty();
        }
    }

    /**
     * The end of the pipeline is unknown: GitLab could not be asked, or the time limit is over.
     *
     * @param poke the poke that triggered the pipeline
     * @param cause the cause
     */
    record Lost(Poke poke, FdoException cause) implements FollowedPipeline {

        @Override
        public Optional<FdoException> problem() {
            return Optional.of(cause);
        }
    }

    /** {@return one exception for all pipelines that did not succeed, or empty if all succeeded} */
    static Optional<FdoException> failure(List<FollowedPipeline> all) {
        List<FollowedPipeline> failed =
                all.stream().filter(one -> one.problem().isPresent()).toList();
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        String message = failed.size() + " of " + all.size()
                + " pipelines of dependents did not succeed or could not be followed:\n"
                + failed.stream()
                        .map(one -> "  " + one.poke().dependent() + ": "
                                + one.problem().orElseThrow().getMessage())
                        .collect(Collectors.joining("\n"));
        boolean isFixable =
                failed.stream().flatMap(one -> one.problem().stream()).anyMatch(FixableException.class::isInstance);
        return Optional.of(isFixable ? new FixableException(message) : new EnvironmentException(message));
    }
}

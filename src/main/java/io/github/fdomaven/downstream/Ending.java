package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;

/** How it ended with a pipeline that was followed. */
public sealed interface Ending {

    /** {@return the poke that the pipeline came of} */
    Poke poke();

    /** {@return whether it is not as it should be} */
    boolean isFailure();

    /** {@return whether that is for the user to fix} */
    boolean isFixable();

    /** {@return what happened, for a message} */
    String text();

    /**
     * The pipeline ended.
     *
     * @param poke the poke that it came of
     * @param pipeline how it is now
     */
    record Ended(Poke poke, Pipeline pipeline) implements Ending {

        @Override
        public boolean isFailure() {
            return pipeline.status().isFailure();
        }

        @Override
        public boolean isFixable() {
            return true;
        }

        @Override
        public String text() {
            return "pipeline " + pipeline.id() + " has ended as " + pipeline.status()
                    + pipeline.webUrl().map(url -> ": " + url).orElse("");
        }
    }

    /**
     * The pipeline was lost sight of.
     *
     * @param poke the poke that it came of
     * @param problem why
     */
    record Lost(Poke poke, FdoException problem) implements Ending {

        @Override
        public boolean isFailure() {
            return true;
        }

        @Override
        public boolean isFixable() {
            return problem instanceof FixableException;
        }

        @Override
        public String text() {
            return problem.getMessage();
        }
    }
}

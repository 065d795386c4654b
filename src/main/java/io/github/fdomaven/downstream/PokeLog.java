package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.support.FdoException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Receives the events of poking and following. Several threads call it. */
public interface PokeLog {

    /** The current pipeline built an image. Its dependents are poked. */
    void rebuilt(NamedImage image, String pipelineId);

    /**
     * Another pipeline built an image. The label names that pipeline, if the image has the label. Its dependents are not poked.
     */
    void notRebuilt(NamedImage image, Optional<String> label, String pipelineId);

    /** Another pipeline built an image, but its dependents are poked because of {@code force}. */
    void forced(NamedImage image, Optional<String> label);

    /** The goal does not run in a pipeline. No dependent is poked. */
    void outsidePipeline();

    /** No dependent has to be poked. */
    void nothingToPoke();

    /** The label of an image could not be read. */
    void unreadable(NamedImage image, FdoException problem);

    /** A dependent is going to be poked, because these images were rebuilt. */
    void poking(Dependent dependent, List<String> images);

    /** A poke has an outcome. */
    void finished(Poke poke);

    /** The pipelines of these pokes are going to be followed. */
    void following(List<Poke> pokes);

    /** Some pipelines have not ended: their number by status. The intervals between these events grow. */
    void waiting(Map<String, Long> statuses);

    /** A pipeline ended. */
    void ended(Poke poke, Pipeline pipeline);

    /** A pipeline cannot be followed any longer. */
    void lost(Poke poke, FdoException problem);
}

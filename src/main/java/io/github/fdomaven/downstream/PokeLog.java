package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.support.FdoException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Receives the events of poking and following. Several threads call it. */
public interface PokeLog {

    /**
     * The current pipeline built an image. Its dependents are poked.
     *
     * @param image the image
     * @param pipelineId the ID of the current pipeline
     */
    void rebuilt(NamedImage image, String pipelineId);

    /**
     * Another pipeline built an image. Its dependents are not poked.
     *
     * @param image the image
     * @param label the ID of the pipeline that built the image, if it has the label
     * @param pipelineId the ID of the current pipeline
     */
    void notRebuilt(NamedImage image, Optional<String> label, String pipelineId);

    /**
     * Another pipeline built an image, but its dependents are poked because of {@code force}.
     *
     * @param image the image
     * @param label the ID of the pipeline that built the image, if it has the label
     */
    void forced(NamedImage image, Optional<String> label);

    /**
     * The label of an image could not be read.
     *
     * @param image the image
     * @param problem the problem
     */
    void unreadable(NamedImage image, FdoException problem);

    /**
     * A dependent is going to be poked.
     *
     * @param dependent the dependent
     * @param images the names of its images that were rebuilt
     */
    void poking(Dependent dependent, List<String> images);

    /**
     * A poke has an outcome.
     *
     * @param poke the poke
     */
    void finished(Poke poke);

    /**
     * Some pipelines are going to be followed.
     *
     * @param pokes the pokes that triggered the pipelines
     */
    void following(List<Poke> pokes);

    /**
     * Some pipelines have not ended. The intervals between these events grow.
     *
     * @param statuses the number of pipelines with each status
     */
    void waiting(Map<String, Long> statuses);

    /**
     * A pipeline ended.
     *
     * @param poke the poke that triggered the pipeline
     * @param pipeline the pipeline at its end
     */
    void ended(Poke poke, Pipeline pipeline);

    /**
     * A pipeline cannot be followed any longer.
     *
     * @param poke the poke that triggered the pipeline
     * @param problem the problem
     */
    void lost(Poke poke, FdoException problem);
}

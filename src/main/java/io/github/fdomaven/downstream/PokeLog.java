package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.support.FdoException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Is told how the poking goes, event by event. How that reads is for the listener to say. Dependents are poked by several
 * threads, and each tells its own.
 */
public interface PokeLog {

    /**
     * An image was built by the pipeline that runs: its dependents are poked.
     *
     * @param image the image
     * @param pipelineId the pipeline
     */
    void rebuilt(NamedImage image, String pipelineId);

    /**
     * An image was built by another pipeline: nobody is poked for it.
     *
     * @param image the image
     * @param label the pipeline that built it, if that is known
     * @param pipelineId the pipeline that runs
     */
    void notRebuilt(NamedImage image, Optional<String> label, String pipelineId);

    /**
     * The dependents of an image are poked whoever built it.
     *
     * @param image the image
     * @param label the pipeline that built it, if that is known
     */
    void forced(NamedImage image, Optional<String> label);

    /**
     * It cannot be known which pipeline built an image. The others are looked at all the same.
     *
     * @param image the image
     * @param problem why
     */
    void unreadable(NamedImage image, FdoException problem);

    /**
     * A dependent is poked.
     *
     * @param dependent the dependent
     * @param images the names of the images for which it is
     */
    void poking(Dependent dependent, List<String> images);

    /**
     * Something became of a poke.
     *
     * @param poke what
     */
    void finished(Poke poke);

    /**
     * The pipelines that came of it are followed.
     *
     * @param pokes those that have one
     */
    void following(List<Poke> pokes);

    /**
     * Some pipelines have not ended yet. It is told each time they were asked, which is less and less often.
     *
     * @param statuses how many are in which status
     */
    void waiting(Map<String, Long> statuses);

    /**
     * A pipeline ended.
     *
     * @param poke the poke that it came of
     * @param pipeline how it is now
     */
    void ended(Poke poke, Pipeline pipeline);

    /**
     * A pipeline is followed no further.
     *
     * @param poke the poke that it came of
     * @param problem why
     */
    void lost(Poke poke, FdoException problem);
}

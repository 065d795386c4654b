package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.TransferLog;
import java.util.List;

/** Receives the events of an execution. Methods are called by several threads. */
public interface BuildLog extends TransferLog {

    /**
     * The execution begins.
     *
     * @param plan the plan
     */
    void planned(List<PlannedImage> plan);

    /**
     * The execution has ended.
     *
     * @param results the results
     */
    void ended(ImageResults results);

    /**
     * The work on an image begins.
     *
     * @param image the image
     * @param action the action
     */
    void started(ImageDefinition image, Action action);

    /**
     * An engine was found.
     *
     * @param image the name of the image that needs it
     * @param engine the engine and its address
     */
    void foundEngine(String image, String engine);

    /**
     * A step begins.
     *
     * @param image the name of the image
     * @param step the name of the step
     * @param command the command that runs
     */
    void step(String image, String step, String command);

    /**
     * A program in the build container printed a line.
     *
     * @param image the name of the image
     * @param line the line, without its end
     */
    void output(String image, String line);

    /**
     * The work on an image has ended.
     *
     * @param result the result
     */
    void finished(ImageResult result);
}

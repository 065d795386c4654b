package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.TransferLog;
import java.util.List;

/** Receives the events of an execution. Methods are called by several threads. */
public interface BuildLog extends TransferLog {

    /** The execution begins. */
    void planned(List<PlannedImage> plan);

    /** The execution has ended. */
    void ended(ImageResults results);

    /** The work on an image begins. */
    void started(ImageDefinition image, Action action);

    /** An engine was found: its name and address. It is reported for each image. */
    void foundEngine(String engine);

    /** A step of an image begins: its name and the command that runs. */
    void step(String image, String step, String command);

    /** A program in the build container of an image printed a line. */
    void output(String image, String line);

    /** The step of an image that began last has failed. */
    void stepFailed(String image);

    /** The work on an image has ended. */
    void finished(ImageResult result);
}

package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.TransferLog;
import java.util.List;

/** Is told what happens to an image, event by event. How that reads is for the listener to say. */
public interface BuildLog extends TransferLog {

    /**
     * It was decided what is to be done for all images. Nothing has been done yet.
     *
     * @param plan what is to be done for each
     */
    void planned(List<PlannedImage> plan);

    /**
     * All images are done, as far as they could be.
     *
     * @param results what came of each
     */
    void ended(List<ImageResult> results);

    /**
     * The work on an image begins.
     *
     * @param request the image
     * @param decision what is to be done, and why
     */
    void decided(ImageDefinition request, Action decision);

    /**
     * An engine was found.
     *
     * @param image the image's name
     * @param engine which engine, and where
     */
    void foundEngine(String image, String engine);

    /**
     * A step begins.
     *
     * @param image the image's name
     * @param step which step
     * @param command what runs in it
     */
    void step(String image, String step, String command);

    /**
     * A program in the build container printed a line.
     *
     * @param image the image's name
     * @param line the line, without its end
     */
    void output(String image, String line);

    /**
     * An image is done.
     *
     * @param result what came of it
     */
    void finished(ImageResult result);
}

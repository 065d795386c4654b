package io.github.fdomaven.build;

import io.github.fdomaven.image.Reference;
import java.util.List;

/** Is told what happens to an image, event by event. How that reads is for the listener to say. */
public interface BuildLog {

    /**
     * It was decided what is to be done for all images. Nothing has been done yet.
     *
     * @param plan what is to be done for each
     */
    void planned(List<Planned> plan);

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
    void decided(ImageRequest request, Decision decision);

    /**
     * An engine was found.
     *
     * @param image the image's name
     * @param engine which engine, and where
     */
    void foundEngine(String image, String engine);

    /**
     * The base is being pulled.
     *
     * @param image the image's name
     * @param base the base's reference
     */
    void pulling(String image, Reference base);

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
     * The image is being pushed.
     *
     * @param image the image's name
     * @param reference where to
     */
    void pushing(String image, Reference reference);

    /**
     * A transfer goes on.
     *
     * @param image the image's name
     * @param text how far it is
     */
    void progress(String image, String text);

    /**
     * Something is not as it should be, but the work goes on.
     *
     * @param image the image's name
     * @param text what, and what comes of it
     */
    void warning(String image, String text);

    /**
     * An image is done.
     *
     * @param result what came of it
     */
    void finished(ImageResult result);
}

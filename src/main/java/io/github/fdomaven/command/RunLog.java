package io.github.fdomaven.command;

import io.github.fdomaven.engine.TransferLog;

/** Receives the events of a run. */
public interface RunLog extends TransferLog {

    /**
     * An engine was found.
     *
     * @param image the image's name
     * @param engine the name and address of the engine
     */
    void foundEngine(String image, String engine);

    /**
     * The project's directory was mounted, copied or copied back.
     *
     * @param image the image's name
     * @param text what was done
     */
    void project(String image, String text);

    /**
     * The command starts.
     *
     * @param image the image's name
     * @param command the command
     * @param user the user and group in the container
     */
    void running(String image, String command, String user);

    /**
     * The command printed a line.
     *
     * @param image the image's name
     * @param line the line, without its end
     */
    void output(String image, String line);
}

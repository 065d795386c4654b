package io.github.fdomaven.command;

import io.github.fdomaven.engine.TransferLog;

/** Is told how the running of a command goes, event by event. How that reads is for the listener to say. */
public interface RunLog extends TransferLog {

    /**
     * An engine was found.
     *
     * @param image the image's name
     * @param engine which engine, and where
     */
    void foundEngine(String image, String engine);

    /**
     * The project's directory is where the command will run.
     *
     * @param image the image's name
     * @param text how it got there
     */
    void placed(String image, String text);

    /**
     * The command begins.
     *
     * @param image the image's name
     * @param command the command
     * @param user who runs it
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

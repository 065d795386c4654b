package io.github.fdomaven.command;

import io.github.fdomaven.engine.TransferLog;

/** Receives the events of a run, with the name of the image. */
public interface RunLog extends TransferLog {

    /** The engine of the given name and address was found. */
    void foundEngine(String engine);

    /** The project's directory was mounted, copied or copied back. */
    void project(String image, String text);

    /** The command starts, as a user and group in the container. */
    void running(String image, String command, String user);

    /** The command printed a line. */
    void output(String image, String line);
}

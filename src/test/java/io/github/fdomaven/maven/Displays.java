package io.github.fdomaven.maven;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;

/** Displays of progress for tests of the logs. */
final class Displays {

    private Displays() {}

    /** A line of a terminal that does not exist. */
    static TerminalLine line() {
        return new TerminalLine(new PrintStream(OutputStream.nullOutputStream()));
    }

    /** A display that shows nothing. */
    static TransferDisplay none() {
        return new TransferDisplay(TransferDisplay.Mode.NONE, line(), InstantSource.system());
    }
}

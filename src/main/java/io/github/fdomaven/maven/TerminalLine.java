package io.github.fdomaven.maven;

import java.io.PrintStream;

/** The last line of the terminal, which is rewritten in place. */
final class TerminalLine {

    private final PrintStream terminal;
    private int width;

    TerminalLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Replaces the line. An empty text removes it. */
    synchronized void show(String text) {
        if (!text.isEmpty() || width > 0) {
            // The cursor goes back to the beginning, so that a line of another plugin does not begin within this one.
            terminal.print(text + " ".repeat(Math.max(0, width - text.length())) + "\r");
            terminal.flush();
        }
        width = text.length();
    }

    /** Removes the line before a line of the log is written. */
    synchronized void interrupt(Runnable log) {
        show("");
        log.run();
    }
}

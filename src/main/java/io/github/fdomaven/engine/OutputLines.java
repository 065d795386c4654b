package io.github.fdomaven.engine;

import io.github.fdomaven.support.OneLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Joins the fragments of one output stream of a program to lines. A fragment may end within a character. Text before a carriage
 * return is dropped, as a terminal overwrites it: a progress bar becomes one line.
 */
public final class OutputLines {

    /** How many characters of a line are shown. */
    private static final int MAX_LENGTH = 16 * 1024;

    /** More is read of a line, because secrets are masked before it is cut. Logs and errors keep many lines in memory. */
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean returned;
    private boolean truncated;

    /** Creates the lines of a stream that begins. */
    public OutputLines(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Adds the beginning of an array. */
    public void append(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            byte next = bytes[i];
            if (next == '\n') {
                flush();
            } else if (next == '\r') {
                returned = true;
            } else {
                append(next);
            }
        }
    }

    private void append(byte next) {
        if (returned) {
            reset();
        }
        if (line.size() < MAX_LINE_BYTES) {
            line.write(next);
        } else {
            truncated = true;
        }
    }

    /** Ends the line that has no end yet, when the stream ends. Empty lines are dropped. */
    public void flush() {
        String text = line.toString(StandardCharsets.UTF_8);
        text = truncated ? OneLine.unfinished(text, MAX_LENGTH) : OneLine.limited(text, MAX_LENGTH);
        reset();
        if (!text.isEmpty()) {
            lines.accept(text);
        }
    }

    private void reset() {
        line.reset();
        returned = false;
        truncated = false;
    }
}

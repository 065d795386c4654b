package io.github.fdomaven.engine.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Puts the lines of one stream together out of the pieces in which they arrive, which may end amid a character. What a
 * program overwrites after a carriage return, such as its progress, is dropped, as a terminal would.
 */
final class Lines {

    /** A line may be as long as a disk; nobody reads more of it than this. */
    private static final int LONGEST = 16 * 1024;

    private final Consumer<String> consumer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean returned;
    private boolean cut;

    Lines(Consumer<String> consumer) {
        this.consumer = consumer;
    }

    void take(byte[] piece) {
        for (byte b : piece) {
            if (b == '\n') {
                end();
            } else if (b == '\r') {
                returned = true;
            } else {
                write(b);
            }
        }
    }

    private void write(byte b) {
        if (returned) {
            line.reset();
            returned = false;
            cut = false;
        }
        if (line.size() < LONGEST) {
            line.write(b);
        } else {
            cut = true;
        }
    }

    /** Hands on what has come since the last end of a line. */
    void end() {
        if (line.size() > 0) {
            consumer.accept(line.toString(StandardCharsets.UTF_8) + (cut ? "…" : ""));
            line.reset();
        }
        returned = false;
        cut = false;
    }
}

package io.github.fdomaven.builder;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Counts what passes through a stream, and says every few seconds how much it was. */
final class CacheProgress {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final double MEGABYTE = 1_000_000;

    private final String what;
    private final Consumer<String> lines;
    private long bytes;
    private long last = System.nanoTime();

    /**
     * Begins to count.
     *
     * @param what what each line begins with
     * @param lines takes each line
     */
    CacheProgress(String what, Consumer<String> lines) {
        this.what = what;
        this.lines = lines;
    }

    OutputStream counting(OutputStream output) {
        return new FilterOutputStream(output) {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
                count(1);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                out.write(buffer, offset, length);
                count(length);
            }
        };
    }

    InputStream counting(InputStream input) {
        return new FilterInputStream(input) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                count(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                count(Math.max(0, read));
                return read;
            }
        };
    }

    private void count(int more) {
        bytes += more;
        long now = System.nanoTime();
        if (now - last >= INTERVAL.toNanos()) {
            last = now;
            lines.accept(String.format(Locale.ROOT, "%s: %.1f MB", what, bytes / MEGABYTE));
        }
    }
}

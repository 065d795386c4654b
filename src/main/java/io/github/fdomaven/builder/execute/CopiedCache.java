package io.github.fdomaven.builder.execute;

import io.github.fdomaven.engine.Container;
import io.github.fdomaven.project.CacheArchive;
import io.github.fdomaven.project.CopyBack;
import io.github.fdomaven.project.Snapshot;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import io.github.fdomaven.support.Plural;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A copy of the cache directory in a container that cannot mount it. Changed files are copied back. */
final class CopiedCache {

    private static final String STEP = "cache";

    /** Thousands of files may have the same problem. */
    private static final int MAX_WARNINGS = 10;

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

    private static final double MEGABYTE = 1_000_000;

    private final String image;
    private final Path directory;
    private final BuildLog log;
    private Snapshot sent = Snapshot.EMPTY;

    CopiedCache(String image, Path directory, BuildLog log) {
        this.image = image;
        this.directory = directory;
        this.log = log;
    }

    /** Copies the directory into the container. */
    void copyInto(Container container) {
        Warnings warnings = new Warnings();
        CacheArchive archive = archive(warnings);
        log.step(
                image,
                STEP,
                String.format(
                        Locale.ROOT,
                        "copy %s of %s to %s, %.1f MB",
                        Plural.count(archive.files(), "file"),
                        directory,
                        CacheDirectory.PATH,
                        archive.bytes() / MEGABYTE));
        Progress progress = new Progress("copying to " + CacheDirectory.PATH);
        container.copyInto(
                CacheDirectory.PATH, output -> archive.writeTo(progress.counting(output), CacheDirectory.PATH));
        sent = archive.sent();
        warnings.end();
    }

    private CacheArchive archive(Consumer<String> warnings) {
        try {
            return new CacheArchive(directory, warnings);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot list " + directory + ": " + FileProblem.of(e) + ".", e);
        }
    }

    /** Copies new and changed files back. */
    void copyBack(Container container) {
        Warnings warnings = new Warnings();
        CopyBack files = new CopyBack(directory, sent, CopyBack.Rules.CACHE, warnings);
        AtomicInteger written = new AtomicInteger();
        Progress progress = new Progress("copying " + CacheDirectory.PATH + " back");
        container.copyOut(CacheDirectory.PATH, archive -> written.set(files.unpack(progress.counting(archive))));
        warnings.end();
        log.step(image, STEP, "copied " + Plural.count(written.get(), "new or changed file") + " back to " + directory);
    }

    /** Logs the first warnings and counts the others. */
    private final class Warnings implements Consumer<String> {

        private int count;

        @Override
        public void accept(String warning) {
            count++;
            if (count <= MAX_WARNINGS) {
                log.warning(image, warning);
            }
        }

        void end() {
            if (count > MAX_WARNINGS) {
                log.warning(image, "Not copied either: " + Plural.count(count - MAX_WARNINGS, "more file") + ".");
            }
        }
    }

    /** Counts the bytes of a stream, and logs the count every few seconds. */
    private final class Progress {

        private final String what;
        private long bytes;
        private long last = System.nanoTime();

        Progress(String what) {
            this.what = what;
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
            if (now - last >= PROGRESS_INTERVAL.toNanos()) {
                last = now;
                log.progress(image, String.format(Locale.ROOT, "%s: %.1f MB", what, bytes / MEGABYTE));
            }
        }
    }
}

package io.github.fdomaven.builder;

import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.project.CacheArchive;
import io.github.fdomaven.project.CopyBack;
import io.github.fdomaven.project.Snapshot;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A copy of the cache directory in a container that cannot see it, from which what has changed is copied back. */
final class CopiedCache {

    private static final String STEP = "cache";

    /** A cache may have thousands of files that are all refused for the same reason. */
    private static final int MOST_COMPLAINTS = 10;

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

    /** Copies all of it into the container. */
    void fill(Container container) {
        Complaints complaints = new Complaints();
        CacheArchive archive = archive(complaints);
        log.step(
                image,
                STEP,
                String.format(
                        Locale.ROOT,
                        "copy %d files of %s to %s, %.1f MB",
                        archive.files(),
                        directory,
                        CacheDirectory.PATH,
                        archive.bytes() / MEGABYTE));
        CacheProgress progress =
                new CacheProgress("copying to " + CacheDirectory.PATH, line -> log.progress(image, line));
        container.copyInto(CacheDirectory.PATH, output -> archive.writeTo(progress.counting(output)));
        sent = archive.sent();
        complaints.end();
    }

    private CacheArchive archive(Consumer<String> complaints) {
        try {
            return new CacheArchive(directory, complaints);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot list " + directory + ": " + e + ".", e);
        }
    }

    /** Copies back what is new or has changed. */
    void bringBack(Container container) {
        Complaints complaints = new Complaints();
        CopyBack copyBack = new CopyBack(directory, sent, CopyBack.Rules.CACHE, complaints);
        AtomicInteger written = new AtomicInteger();
        CacheProgress progress =
                new CacheProgress("copying " + CacheDirectory.PATH + " back", line -> log.progress(image, line));
        container.copyOut(CacheDirectory.PATH, archive -> written.set(copyBack.unpack(progress.counting(archive))));
        complaints.end();
        log.step(image, STEP, written + " new or changed files are copied back to " + directory);
    }

    /** Passes on the first ones, and then says how many there were besides. */
    private final class Complaints implements Consumer<String> {

        private int count;

        @Override
        public void accept(String complaint) {
            count++;
            if (count <= MOST_COMPLAINTS) {
                log.warning(image, complaint);
            }
        }

        void end() {
            if (count > MOST_COMPLAINTS) {
                log.warning(image, "Not copied either: " + (count - MOST_COMPLAINTS) + " more files.");
            }
        }
    }
}

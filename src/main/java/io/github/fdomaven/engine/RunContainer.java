package io.github.fdomaven.engine;

import java.io.IOException;
import java.io.InputStream;

/** A running container in which somebody else's command runs, and of which nothing stays but the files it is asked for. */
public interface RunContainer extends Container {

    /**
     * Packs a directory of the container into a tar archive.
     *
     * @param directory the directory; the name of every entry begins with the last part of its path
     * @param reader reads the archive
     */
    void copyOut(String directory, ArchiveReader reader);

    /** Reads a tar archive from a stream. */
    @FunctionalInterface
    interface ArchiveReader {

        /**
         * Reads as much of the archive as it needs.
         *
         * @param archive the archive; it is left open
         * @throws IOException if the archive cannot be read
         */
        void readFrom(InputStream archive) throws IOException;
    }
}

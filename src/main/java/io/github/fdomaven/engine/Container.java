package io.github.fdomaven.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A running container, in which programs are run and into and out of which files are copied. */
public interface Container {

    /**
     * Runs a program and waits until it ends.
     *
     * @param spec the program
     * @param output takes each line of what the program prints, in their order
     * @return the program's exit status, or nothing if it was still running when its time was up
     */
    OptionalInt run(ExecSpec spec, Consumer<String> output);

    /**
     * Unpacks a tar archive in the container.
     *
     * @param directory an existing directory of the container
     * @param archive writes the archive
     */
    void copyInto(String directory, Archive archive);

    /**
     * Packs a directory of the container into a tar archive.
     *
     * @param directory the directory; the name of every entry begins with the last part of its path
     * @param reader reads the archive
     */
    void copyOut(String directory, ArchiveReader reader);

    /** Kills the container and removes it with its volumes. Nothing happens if it is gone. */
    void remove();

    /** Writes a tar archive to a stream. */
    @FunctionalInterface
    interface Archive {

        /**
         * Writes the whole archive.
         *
         * @param output where to; it is left open
         * @throws IOException if something cannot be read or written
         */
        void writeTo(OutputStream output) throws IOException;
    }

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

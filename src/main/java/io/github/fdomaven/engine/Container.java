package io.github.fdomaven.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A running container. */
public interface Container {

    /**
     * Runs a program and waits until it ends.
     *
     * @param output receives each line of standard output and standard error, in order
     * @return the exit status, or nothing if the program was still running at its time limit
     */
    OptionalInt run(ExecSpec spec, Consumer<String> output);

    /**
     * Runs programs one after another, until one of them does not succeed.
     *
     * @param listener receives each line of output, and the exit status of each program that ends
     * @return false if a program was still running at its time limit
     */
    boolean run(ExecSequence sequence, ExecSequence.Listener listener);

    /**
     * Unpacks a tar archive in the container.
     *
     * @param directory an existing directory of the container; all entry names begin with its path, with or without the first
     *     slash
     */
    void copyInto(String directory, Archive archive);

    /**
     * Packs a directory of the container into a tar archive.
     *
     * @param directory the directory; all entry names begin with the last part of its path
     */
    void copyOut(String directory, ArchiveReader reader);

    /**
     * Commits the container: the image has the layers of the base image and one new layer. Tag it before this container is
     * removed, which removes an image without a tag. An engine may finish the commit after this process has ended. The next
     * build on the engine then removes the image.
     *
     * @return the image ID
     */
    String commit(CommitSpec config);

    /**
     * Kills the container and removes it with its volumes, and with the committed image if that has no tag. Does nothing if the
     * container does not exist any more.
     */
    void remove();

    /** Writes a tar archive to a stream. */
    @FunctionalInterface
    interface Archive {

        /**
         * Writes the whole archive.
         *
         * @param output the stream, which stays open
         * @throws IOException if reading a file or writing the archive fails
         */
        void writeTo(OutputStream output) throws IOException;
    }

    /** Reads a tar archive from a stream. */
    @FunctionalInterface
    interface ArchiveReader {

        /**
         * Reads the archive, as far as it is needed.
         *
         * @param archive the stream, which stays open
         * @throws IOException if reading fails
         */
        void readFrom(InputStream archive) throws IOException;
    }
}

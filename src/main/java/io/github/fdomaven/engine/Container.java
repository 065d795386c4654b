package io.github.fdomaven.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A running container, in which programs are run and into which files are copied. */
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
}

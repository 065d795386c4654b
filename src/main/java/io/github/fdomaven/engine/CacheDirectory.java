package io.github.fdomaven.engine;

import java.nio.file.Path;

/** What a build container has at {@link #PATH}. Of its content nothing is in an image made of the container. */
public sealed interface CacheDirectory {

    /** Where it is in the container. */
    String PATH = "/cache";

    /** Whatever the base has there. */
    record None() implements CacheDirectory {}

    /**
     * A directory of this machine, writable.
     *
     * @param directory the directory
     */
    record Mounted(Path directory) implements CacheDirectory {}

    /** An empty directory that belongs to the container alone, and goes with it. */
    record Apart() implements CacheDirectory {}
}

package io.github.fdomaven.project;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Finds the owners of files.
 *
 * @param user the user who runs this process
 * @param lookup returns the owner of a file; of a link, not of its target
 */
record FileOwners(Object user, Lookup lookup) {

    private static final Object ROOT = 0;

    /** Returns an owner: a number on systems that have user numbers, else the user's principal. */
    @FunctionalInterface
    interface Lookup {

        Object of(Path path) throws IOException;
    }

    /** Returns the owners on this machine. A new file shows who the user is. */
    static FileOwners ofSystem() {
        try {
            Path file = Files.createTempFile("fdo-", ".user");
            try {
                return new FileOwners(owner(file), FileOwners::owner);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not create a temporary file: " + FileProblem.of(e)
                            + ". Make the directory java.io.tmpdir writable.",
                    e);
        }
    }

    private static Object owner(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                : Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
    }

    Object of(Path path) throws IOException {
        return lookup.of(path);
    }

    boolean isRoot(Object owner) {
        return owner.equals(ROOT);
    }

    /** Returns the name of the owner of a file, for messages. */
    String name(Path path) throws IOException {
        Object owner = of(path);
        return owner instanceof Integer ? "the user with the number " + owner : "the user " + owner;
    }
}

package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A path in a directory that a container has named. It is nobody's word for it that it stays in there: the
 * command that ran may have made any archive of its directory.
 *
 * @param path the path, relative to the directory; empty for the directory itself
 */
record ReturnedPath(Path path) {

    private static final String PARENT = "..";
    private static final String GIT = ".git";

    /** The longest name, in bytes, that a file has on the usual file systems, and the longest path. */
    private static final int LONGEST_NAME = 255;

    private static final int LONGEST_PATH = 4096;

    /**
     * Reads the name of an entry, which begins with the directory's own name.
     *
     * @throws RefusedEntryException if it leads out of the directory, or is no name for a file here
     */
    static ReturnedPath of(String name) throws RefusedEntryException {
        if (name.startsWith("/")) {
            throw outside();
        }
        List<String> parts = List.of(name.split("/+"));
        Path path = pathOf(String.join("/", parts.subList(Math.min(1, parts.size()), parts.size())));
        boolean isInside = path.getRoot() == null;
        for (Path part : path) {
            isInside = isInside && !part.toString().equals(PARENT);
        }
        if (!isInside || parts.contains(PARENT)) {
            throw outside();
        }
        refuseIfTooLong(path);
        return new ReturnedPath(path);
    }

    private static Path pathOf(String name) throws RefusedEntryException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new RefusedEntryException("it has no name that a file can have here: " + e.getReason());
        }
    }

    private static void refuseIfTooLong(Path path) throws RefusedEntryException {
        boolean isTooLong = length(path) > LONGEST_PATH;
        for (Path part : path) {
            isTooLong = isTooLong || length(part) > LONGEST_NAME;
        }
        if (isTooLong) {
            throw new RefusedEntryException("its name is longer than one that a file can have here");
        }
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static RefusedEntryException outside() {
        return new RefusedEntryException("its path leads out of the directory");
    }

    boolean isDirectoryItself() {
        return path.toString().isEmpty();
    }

    /** Git's own directory is not given to the container, so what comes from there is not what it stands for here. */
    boolean isGits() {
        for (Path part : path) {
            if (part.toString().equalsIgnoreCase(GIT)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The place of the file, in a directory that is there.
     *
     * @throws RefusedEntryException if a link or a file stands where a directory must be, for that may lead anywhere
     */
    Path within(Path top) throws IOException, RefusedEntryException {
        Path directory = top;
        for (Path part : Optional.ofNullable(path.getParent()).orElse(Path.of(""))) {
            directory = directory.resolve(part);
            make(directory);
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedEntryException(top.relativize(directory) + " is not a directory here");
            }
        }
        return top.resolve(path);
    }

    /** Makes a directory where there is nothing. Somebody else may be making the same one. */
    static void make(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(directory);
            } catch (FileAlreadyExistsException e) {
                // Then it is there, which is all that is wanted.
            }
        }
    }

    /**
     * Makes sure that a link at this path stays in the directory. Where it goes up, it must do so at its beginning:
     * behind the name of another link {@code ..} may be anywhere.
     *
     * @throws RefusedEntryException if it leads out, or may
     */
    void checkLink(String target) throws RefusedEntryException {
        pathOf(target);
        List<String> parts = List.of(target.split("/+"));
        long up = parts.stream().takeWhile(PARENT::equals).count();
        boolean isInside = !target.startsWith("/")
                && up < path.getNameCount()
                && parts.stream().skip(up).noneMatch(PARENT::equals);
        if (!isInside) {
            throw new RefusedEntryException("it is a link that leads out of the directory, to " + target);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

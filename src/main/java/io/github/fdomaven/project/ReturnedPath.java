package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A path in the project's directory that a container has named. It is nobody's word for it that it stays in there: the
 * command that ran may have made any archive of its directory.
 *
 * @param path the path, relative to the project's directory; empty for the directory itself
 */
record ReturnedPath(Path path) {

    private static final String PARENT = "..";
    private static final String GIT = ".git";

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
        return new ReturnedPath(path);
    }

    private static Path pathOf(String name) throws RefusedEntryException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new RefusedEntryException("it has no name that a file can have here: " + e.getReason());
        }
    }

    private static RefusedEntryException outside() {
        return new RefusedEntryException("its path leads out of the project's directory");
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
    Path within(Path project) throws IOException, RefusedEntryException {
        Path directory = project;
        for (Path part : Optional.ofNullable(path.getParent()).orElse(Path.of(""))) {
            directory = directory.resolve(part);
            if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(directory);
            }
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedEntryException(project.relativize(directory) + " is not a directory here");
            }
        }
        return project.resolve(path);
    }

    /**
     * Makes sure that a link at this path stays in the project's directory. Where it goes up, it must do so at its beginning:
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
            throw new RefusedEntryException("it is a link that leads out of the project's directory, to " + target);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}

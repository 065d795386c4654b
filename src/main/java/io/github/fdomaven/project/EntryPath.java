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
 * The path of an archive entry that comes from a container. The archive is not trusted: the command in the container may have
 * written any archive, so every path and every link target is checked to stay in the directory.
 *
 * @param path the path, relative to the directory; empty for the directory itself
 */
record EntryPath(Path path) {

    private static final String PARENT = "..";
    private static final String GIT = ".git";

    /** The limits of the usual file systems, in bytes. */
    private static final int MAX_NAME_LENGTH = 255;

    private static final int MAX_PATH_LENGTH = 4096;

    /** An entry that is not copied back, with the reason. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String reason) {
            super(reason);
        }
    }

    /** Parses the name of an entry, which begins with the name of the directory. */
    static EntryPath of(String name) throws RefusedException {
        refuseUnreadable("its name", name);
        List<String> parts = List.of(name.split("/+"));
        if (name.startsWith("/") || parts.contains(PARENT)) {
            throw outside();
        }
        Path path = parse(String.join("/", parts.subList(Math.min(1, parts.size()), parts.size())));
        if (path.getRoot() != null) {
            throw outside();
        }
        boolean isTooLong = length(path) > MAX_PATH_LENGTH;
        for (Path part : path) {
            // A file system may have other separators than the archive.
            if (part.toString().equals(PARENT)) {
                throw outside();
            }
            isTooLong = isTooLong || length(part) > MAX_NAME_LENGTH;
        }
        if (isTooLong) {
            throw new RefusedException("its name is too long for a file");
        }
        return new EntryPath(path);
    }

    /** Two names that are not UTF-8 would be the same name here. */
    private static void refuseUnreadable(String what, String name) throws RefusedException {
        if (!FileNames.isReadable(name)) {
            throw new RefusedException(what + " is not UTF-8");
        }
    }

    private static Path parse(String name) throws RefusedException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new RefusedException("its name is not valid for a file: " + e.getReason());
        }
    }

    private static int length(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static RefusedException outside() {
        return new RefusedException("its path leads out of the directory");
    }

    boolean isDirectoryItself() {
        return path.toString().isEmpty();
    }

    /** Whether the path is in git's own directory, which is never copied to a container. */
    boolean isInGitDirectory() {
        for (Path part : path) {
            if (part.toString().equalsIgnoreCase(GIT)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the file in the directory, and creates its parents. A parent that is a link is refused: it may lead anywhere. */
    Path resolveIn(Path directory) throws IOException, RefusedException {
        Path parent = directory;
        for (Path part : Optional.ofNullable(path.getParent()).orElse(Path.of(""))) {
            parent = parent.resolve(part);
            createDirectory(parent);
            if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedException(directory.relativize(parent) + " is not a directory here");
            }
        }
        return directory.resolve(path);
    }

    /** Creates a directory unless something exists there. Another build may create the same directory. */
    static void createDirectory(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(directory);
            } catch (FileAlreadyExistsException e) {
                // Another build was faster.
            }
        }
    }

    /**
     * Checks that a link at this path stays in the directory. Its target may have {@code ..} only at its beginning, because
     * after the name of another link {@code ..} may lead anywhere.
     */
    void checkLinkTarget(String target) throws RefusedException {
        if (target.isEmpty()) {
            throw new RefusedException("it is a link without a target");
        }
        refuseUnreadable("the target of this link", target);
        parse(target);
        List<String> parts = List.of(target.split("/+"));
        long up = parts.stream().takeWhile(PARENT::equals).count();
        boolean isInside = !target.startsWith("/")
                && up < path.getNameCount()
                && parts.stream().skip(up).noneMatch(PARENT::equals);
        if (!isInside) {
            throw new RefusedException("it is a link that leads out of the directory, to " + target);
        }
    }
}

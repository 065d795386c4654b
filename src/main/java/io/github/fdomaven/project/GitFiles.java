package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the files with the names that git has listed.
 *
 * @param directory the directory that the names are relative to
 * @param repositories lists the files of a submodule or of another repository in the directory
 */
record GitFiles(Path directory, Lister repositories) {

    /** Lists the files of a directory, relative to it. */
    @FunctionalInterface
    interface Lister {

        List<Path> list(Path directory) throws IOException;
    }

    /** Returns the files, each once: in a merge conflict git lists a name several times. */
    List<Path> find(List<byte[]> names) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (byte[] name : names) {
            Optional<Path> path = FileNames.parse(name);
            if (path.filter(GitFiles::isInside).isPresent()) {
                add(path.get(), files);
            } else if (path.isEmpty() && FileNames.exists(directory, name)) {
                throw FileNames.refused(name);
            }
        }
        return List.copyOf(files);
    }

    /**
     * Returns whether a name leads to a file of the project. An index that git has not written can have other names, and git
     * lists them.
     */
    private static boolean isInside(Path name) {
        return !name.isAbsolute()
                && !name.startsWith("..")
                && name.equals(name.normalize())
                && !new EntryPath(name).isInGitDirectory();
    }

    /** Adds the files of a name: a file, a link, or a submodule. */
    private void add(Path name, Set<Path> files) throws IOException {
        Path path = directory.resolve(name);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(path.resolve(GitCheckout.ENTRY))) {
                repositories.list(path).forEach(file -> files.add(name.resolve(file)));
            }
        } else if (isFileOrLink(path) && !isBehindLink(name)) {
            files.add(name);
        }
    }

    private static boolean isFileOrLink(Path path) {
        return Files.isSymbolicLink(path) || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** If a link has replaced a tracked directory, the files behind it do not belong to the project. */
    private boolean isBehindLink(Path name) {
        for (Path parent = name.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.isSymbolicLink(directory.resolve(parent))) {
                return true;
            }
        }
        return false;
    }
}

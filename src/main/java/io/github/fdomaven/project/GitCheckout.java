package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A git checkout. The plugin finds it by itself, because git runs programs of the configuration that it finds on its way.
 *
 * @param top the directory that has the entry {@code .git}, and is the working tree
 * @param gitDirectory the directory with HEAD and the index
 * @param commonDirectory the directory with the objects and the configuration; another directory if the checkout is a linked
 *     working tree
 */
record GitCheckout(Path top, Path gitDirectory, Path commonDirectory) {

    /** The name of the entry that a checkout has. */
    static final String ENTRY = ".git";

    private static final String LINK_PREFIX = "gitdir:";

    /** The greatest size of a file that holds one path. */
    private static final int MAX_LINK_SIZE = 64 * 1024;

    /** Finds the checkout that a directory is in: the nearest entry {@code .git} in the directory or above it. */
    static Optional<GitCheckout> above(Path directory) throws IOException {
        for (Path top = directory; top != null; top = top.getParent()) {
            Optional<GitCheckout> found = at(top);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Finds the checkout whose top is this directory. As git does, it skips a directory {@code .git} without a repository. */
    static Optional<GitCheckout> at(Path top) throws IOException {
        Path entry = top.resolve(ENTRY);
        if (Files.isRegularFile(entry)) {
            Path target = readPath(entry, LINK_PREFIX).map(top::resolve).orElse(entry);
            return Optional.of(new GitCheckout(top, target, commonDirectory(target)));
        }
        return Optional.of(new GitCheckout(top, entry, commonDirectory(entry))).filter(GitCheckout::isRepository);
    }

    private static Path commonDirectory(Path gitDirectory) throws IOException {
        return readPath(gitDirectory.resolve("commondir"), "")
                .map(gitDirectory::resolve)
                .orElse(gitDirectory);
    }

    private static Optional<Path> readPath(Path file, String prefix) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_LINK_SIZE) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        try {
            return text.startsWith(prefix)
                    ? Optional.of(Path.of(text.substring(prefix.length()).strip()))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private boolean isRepository() {
        return Files.isRegularFile(gitDirectory.resolve("HEAD"))
                && Files.isDirectory(commonDirectory.resolve("objects"))
                && Files.isDirectory(commonDirectory.resolve("refs"));
    }

    /**
     * Returns why git is not asked about a directory in this checkout, or nothing if it is asked. The owner of a checkout decides
     * what it contains, so the checkout must belong to the user who runs Maven. In a CI job, root often works in a checkout of
     * another user. Root trusts the owner of the project's directory, because the POM and {@code .mvn} are that user's files
     * too. In the same way every user trusts root.
     */
    Optional<String> refusal(Path directory, FileOwners owners) throws IOException {
        if (!isRepository()) {
            return Optional.of("it refers to " + gitDirectory + ", which is not a git directory here");
        }
        Object ofProject = owners.of(directory);
        for (Path path : List.of(top.resolve(ENTRY), gitDirectory.toRealPath(), commonDirectory.toRealPath())) {
            Object owner = owners.of(path);
            boolean isRootInvolved = owners.isRoot(owner) || owners.isRoot(owners.user());
            if (!owner.equals(owners.user()) && !(owner.equals(ofProject) && isRootInvolved)) {
                return Optional.of("it belongs to " + owners.name(path));
            }
        }
        return Optional.empty();
    }

    /** Returns whether a path is the entry {@code .git} of a directory. */
    static boolean isEntry(Path path) {
        return Objects.equals(path.getFileName(), Path.of(ENTRY));
    }

    /** Returns the path of the entry, for messages. */
    @Override
    public String toString() {
        return top.resolve(ENTRY).toString();
    }
}

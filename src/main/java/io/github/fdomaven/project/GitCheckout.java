package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A git checkout. The plugin finds it without git, because git runs programs that the configuration of a checkout names.
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

    /** The beginning of HEAD if a branch is checked out. */
    private static final String BRANCH_PREFIX = "ref:";

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

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
        try {
            return read(file, prefix).map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Reads a small file that begins with a prefix, and returns the text after it. */
    private static Optional<String> read(Path file, String prefix) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_LINK_SIZE) {
            return Optional.empty();
        }
        String text = text(file).strip();
        return text.startsWith(prefix)
                ? Optional.of(text.substring(prefix.length()).strip())
                : Optional.empty();
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

    /**
     * Returns the commit that is checked out; empty if there is none yet, or if git stores the branches in an unknown format. No
     * program runs, and the file of a branch is used only if it has a commit.
     */
    Optional<String> commit() throws IOException {
        Path head = gitDirectory.resolve("HEAD");
        Optional<Path> branch = readPath(head, BRANCH_PREFIX);
        Optional<String> commit = read(branch.map(commonDirectory::resolve).orElse(head), "");
        return commit.isPresent() || branch.isEmpty()
                ? commit.filter(text -> COMMIT.matcher(text).matches())
                : packedCommit(branch.get().toString());
    }

    /** Finds the commit of a branch in the file that git moves old branches to. */
    private Optional<String> packedCommit(String branch) throws IOException {
        Path packed = commonDirectory.resolve("packed-refs");
        Stream<String> lines = Files.isRegularFile(packed) ? text(packed).lines() : Stream.empty();
        return lines.map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2 && parts[1].equals(branch))
                .map(parts -> parts[0])
                .filter(text -> COMMIT.matcher(text).matches())
                .findFirst();
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** Returns the path of the entry, for messages. */
    @Override
    public String toString() {
        return top.resolve(ENTRY).toString();
    }
}

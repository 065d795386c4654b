package io.github.fdomaven.project;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Lists the files of a git checkout, with the git program of this machine. */
record GitFiles(Path directory) {

    /** Returns the files of the directory and of its submodules, or nothing without git, or if git ignores the directory. */
    Optional<List<Path>> list() {
        if (isIgnored()) {
            return Optional.empty();
        }
        return start("ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .map(this::readNames)
                .map(names -> {
                    List<Path> files = new ArrayList<>();
                    names.forEach(name -> add(path(name), files));
                    return files;
                });
    }

    /** Converts a name to a path. In the POSIX locale, a JVM cannot do this for a name that is not ASCII. */
    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw ProjectFiles.unreadableName(name);
        }
    }

    /** Adds the files of a name: a file, a link, a submodule, or nothing for a file that was deleted without staging. */
    private void add(Path name, List<Path> files) {
        Path path = directory.resolve(name);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(path.resolve(".git"))) {
                new GitFiles(path).list().orElse(List.of()).forEach(file -> files.add(name.resolve(file)));
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

    /** Whether an outer checkout, such as that of a home directory, ignores the whole directory. */
    private boolean isIgnored() {
        return start("check-ignore", "--quiet", ".")
                .map(git -> {
                    try {
                        return git.waitFor() == 0;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw failure(directory, "interrupted", e);
                    }
                })
                .orElse(false);
    }

    /** Starts git, or returns nothing if there is no git. */
    private Optional<Process> start(String... arguments) {
        // In a CI job the checkout often belongs to another user, and git refuses it unless it is declared safe. The
        // configuration of the checkout cannot make git run a program: for ls-files only fsmonitor could, and it is
        // off.
        List<String> command = new ArrayList<>(List.of("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // If Maven runs in a git hook, these name another checkout or index.
        builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"));
        try {
            return Optional.of(builder.start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<String> readNames(Process git) {
        try {
            git.getOutputStream().close();
            // Both streams are read in parallel, because git stops if stderr is full.
            CompletableFuture<String> stderr = CompletableFuture.supplyAsync(() -> readStderr(git));
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = stderr.join();
            int status = git.waitFor();
            if (status != 0) {
                throw failure(directory, "git ls-files ended with status " + status + ": " + errors, null);
            }
            return names.isEmpty()
                    ? List.of()
                    : Arrays.stream(names.split("\0")).distinct().toList();
        } catch (IOException e) {
            throw failure(directory, e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(directory, "interrupted", e);
        } finally {
            git.destroy();
        }
    }

    private static String readStderr(Process git) {
        try {
            return new String(git.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return e.toString();
        }
    }

    static EnvironmentException failure(Path directory, String reason, Exception cause) {
        return new EnvironmentException(
                "Could not list the files of the project in " + directory + ": " + reason, cause);
    }
}

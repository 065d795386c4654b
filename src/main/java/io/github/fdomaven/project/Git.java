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

/** Asks the git of the machine which files a checkout has. */
final class Git {

    private final Path directory;

    Git(Path directory) {
        this.directory = directory;
    }

    /** The files below the directory, those of submodules included; nothing if they are none of git's business. */
    Optional<List<Path>> files() {
        if (isIgnored()) {
            return Optional.empty();
        }
        List<Path> files = new ArrayList<>();
        Optional<List<String>> names = listed(directory);
        names.ifPresent(all -> all.forEach(name -> add(path(name), files)));
        return names.map(all -> files);
    }

    /** In the POSIX locale a JVM has no path for a name that is not ASCII. */
    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw ProjectFiles.unreadableName(name);
        }
    }

    /** A name that git lists is a file, a link, the directory of a submodule, or what was deleted and not yet staged. */
    private void add(Path name, List<Path> files) {
        Path path = directory.resolve(name);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(path.resolve(".git"))) {
                new Git(path).files().orElse(List.of()).forEach(file -> files.add(name.resolve(file)));
            }
        } else if (isFileOrLink(path) && !isBehindLink(name)) {
            files.add(name);
        }
    }

    private static boolean isFileOrLink(Path path) {
        return Files.isSymbolicLink(path) || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Where a link has taken the place of a tracked directory, what is behind it is not the project's. */
    private boolean isBehindLink(Path name) {
        for (Path parent = name.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.isSymbolicLink(directory.resolve(parent))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a checkout around the directory ignores all of it, as that of a home directory may. */
    private boolean isIgnored() {
        return start(directory, "check-ignore", "--quiet", ".")
                .map(git -> {
                    try {
                        return git.waitFor() == 0;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw unlistable(directory, "interrupted", e);
                    }
                })
                .orElse(false);
    }

    /** Starts git, if there is one. */
    private static Optional<Process> start(Path directory, String... arguments) {
        // In a CI job the checkout often belongs to another user, and git then refuses to look at it. Nothing of the
        // checkout's own configuration runs here: the one setting by which listing could run a program is off.
        List<String> command = new ArrayList<>(List.of("git", "-c", "safe.directory=*", "-c", "core.fsmonitor=false"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // Where Maven runs in a hook of git, these name another checkout, or another index.
        builder.environment().keySet().removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"));
        try {
            return Optional.of(builder.start());
        } catch (IOException noGit) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> listed(Path directory) {
        return start(directory, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .map(git -> names(git, directory));
    }

    private static List<String> names(Process git, Path directory) {
        try {
            git.getOutputStream().close();
            // Both at once: git waits where its complaints fill a pipe that nobody reads.
            CompletableFuture<String> complaints = CompletableFuture.supplyAsync(() -> complaints(git));
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String complaint = complaints.join();
            int status = git.waitFor();
            if (status != 0) {
                throw unlistable(directory, "git ls-files ended with status " + status + ": " + complaint, null);
            }
            return names.isEmpty()
                    ? List.of()
                    : Arrays.stream(names.split("\0")).distinct().toList();
        } catch (IOException e) {
            throw unlistable(directory, e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unlistable(directory, "interrupted", e);
        } finally {
            git.destroy();
        }
    }

    private static String complaints(Process git) {
        try {
            return new String(git.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return e.toString();
        }
    }

    static EnvironmentException unlistable(Path directory, String reason, Exception cause) {
        return new EnvironmentException(
                "Cannot list the files of the project in " + directory + ", which the exec of an image is to see: "
                        + reason,
                cause);
    }
}

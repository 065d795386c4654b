package io.github.fdomaven.project;

import io.github.fdomaven.failure.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the git of the machine which files a checkout has. */
final class Git {

    private final Path directory;

    Git(Path directory) {
        this.directory = directory;
    }

    /** The files below the directory, those of submodules included; nothing if there is no git to be run. */
    Optional<List<Path>> files() {
        List<Path> files = new ArrayList<>();
        Optional<List<String>> names = listed(directory);
        names.ifPresent(all -> all.forEach(name -> add(Path.of(name), files)));
        return names.map(all -> files);
    }

    /** A name that git lists is a file, a link, the directory of a submodule, or what was deleted and not yet staged. */
    private void add(Path name, List<Path> files) {
        Path path = directory.resolve(name);
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(path.resolve(".git"))) {
                new Git(path).files().orElse(List.of()).forEach(file -> files.add(name.resolve(file)));
            }
        } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            files.add(name);
        }
    }

    private static Optional<List<String>> listed(Path directory) {
        // In a CI job the checkout often belongs to another user, and git then refuses to look at it. Nothing of the
        // checkout's own configuration runs here: the one setting by which listing could run a program is off.
        ProcessBuilder builder = new ProcessBuilder(
                        "git",
                        "-c",
                        "safe.directory=*",
                        "-c",
                        "core.fsmonitor=false",
                        "ls-files",
                        "-z",
                        "--cached",
                        "--others",
                        "--exclude-standard")
                .directory(directory.toFile());
        Process git;
        try {
            git = builder.start();
        } catch (IOException noGit) {
            return Optional.empty();
        }
        try {
            git.getOutputStream().close();
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String complaint = new String(git.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = git.waitFor();
            if (status != 0) {
                throw unlistable(directory, "git ls-files ended with status " + status + ": " + complaint, null);
            }
            return Optional.of(
                    names.isEmpty()
                            ? List.of()
                            : List.of(names.split("\0")).stream().distinct().toList());
        } catch (IOException e) {
            throw unlistable(directory, e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unlistable(directory, "interrupted", e);
        } finally {
            git.destroy();
        }
    }

    static EnvironmentException unlistable(Path directory, String reason, Exception cause) {
        return new EnvironmentException(
                "Cannot list the files of the project in " + directory + ", which the exec of an image is to see: "
                        + reason,
                cause);
    }
}

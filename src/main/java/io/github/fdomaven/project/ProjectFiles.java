package io.github.fdomaven.project;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a project: in a git checkout the files of git, otherwise all files outside of the build directory. */
public final class ProjectFiles {

    /** Java reads bytes that are not valid in the locale as this character. */
    static final char UNREADABLE = '\uFFFD';

    private final Path project;
    private final Path buildDirectory;

    /** Creates the view of one project. The directories are absolute. Maven writes to the build directory. */
    public ProjectFiles(Path project, Path buildDirectory) {
        this.project = project;
        this.buildDirectory = buildDirectory;
    }

    /**
     * Lists the project's files. In a git checkout these are the files that git tracks or would add. Ignored files and git's
     * own directory, which may contain a token, are left out.
     *
     * @return regular files and symbolic links, and outside of git also directories, relative to the project's directory
     * @throws FixableException if a name cannot be read in this locale
     * @throws io.github.fdomaven.support.EnvironmentException if the files cannot be listed
     */
    public List<Path> list() {
        Optional<List<Path>> tracked = isGitCheckout() ? new GitFiles(project).list() : Optional.empty();
        List<Path> files = tracked.orElseGet(this::walk);
        files.stream()
                .map(Path::toString)
                .filter(name -> name.indexOf(UNREADABLE) >= 0)
                .findFirst()
                .ifPresent(name -> {
                    throw unreadableName(name);
                });
        return files;
    }

    static FixableException unreadableName(String name) {
        return new FixableException("Java cannot read the name of the file '" + name
                + "' in this locale. Run Maven with LC_ALL=C.UTF-8, or another UTF-8 locale.");
    }

    private boolean isGitCheckout() {
        for (Path directory = project; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    /** Lists all files except the build directory and, in a checkout without a git program, git's own directory. */
    private List<Path> walk() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(project, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    if (directory.equals(buildDirectory) || directory.endsWith(".git")) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    if (!directory.equals(project)) {
                        files.add(project.relativize(directory));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                        files.add(project.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw GitFiles.failure(project, e.toString(), e);
        }
        return files;
    }
}

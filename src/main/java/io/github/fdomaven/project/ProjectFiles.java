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

/** Tells which files belong to a project: in a git checkout those of git, elsewhere all but what the build makes. */
public final class ProjectFiles {

    /** What stands in a name for bytes that the JVM could not read in its locale. */
    static final char UNREADABLE = '\uFFFD';

    private final Path project;
    private final Path buildDirectory;

    /**
     * Creates the view of one project.
     *
     * @param project the project's directory, absolute
     * @param buildDirectory the directory that the build writes to, absolute
     */
    public ProjectFiles(Path project, Path buildDirectory) {
        this.project = project;
        this.buildDirectory = buildDirectory;
    }

    /**
     * Lists the project's files. In a git checkout these are the files that git tracks or would offer to add, so nothing
     * that is ignored, and nothing of git's own directory, which may hold a token.
     *
     * @return regular files and symbolic links, and in a directory that is no git checkout also directories, relative to
     *     the project's directory
     * @throws FixableException if a name cannot be read in this locale
     * @throws io.github.fdomaven.support.EnvironmentException if the files cannot be listed
     */
    public List<Path> list() {
        Optional<List<Path>> tracked = isGitCheckout() ? new Git(project).files() : Optional.empty();
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
        return new FixableException("The project has a file whose name Java cannot read in this locale: '" + name
                + "'. Set LC_ALL=C.UTF-8, or another locale in UTF-8, where Maven runs.");
    }

    private boolean isGitCheckout() {
        for (Path directory = project; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    private List<Path> walk() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(project, new Collector(files));
        } catch (IOException e) {
            throw Git.unlistable(project, e.toString(), e);
        }
        return files;
    }

    /** Passes over the build directory, and over git's own where git itself is not there to ask. */
    private final class Collector extends SimpleFileVisitor<Path> {

        private final List<Path> files;

        Collector(List<Path> files) {
            this.files = files;
        }

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
    }
}

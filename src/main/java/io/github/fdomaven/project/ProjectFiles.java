package io.github.fdomaven.project;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
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
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The files of a project, and their commit: in a git checkout the files of git, otherwise all files outside of the build
 * directory. Maven's local repository is left out in both cases, because a GitLab job has it in the project for its cache.
 */
public final class ProjectFiles {

    private final Path project;
    private final MavenDirectories maven;
    private final Consumer<String> warnings;
    private final GitProgram git;
    private final Supplier<FileOwners> owners;

    /**
     * Creates the view of one project. The directories are absolute.
     *
     * @param maven the directories that Maven writes to
     * @param warnings takes a warning for each checkout that is not trusted
     */
    public ProjectFiles(Path project, MavenDirectories maven, Consumer<String> warnings) {
        this(project, maven, warnings, GitProgram.ofSystem(), FileOwners::ofSystem);
    }

    ProjectFiles(
            Path project,
            MavenDirectories maven,
            Consumer<String> warnings,
            GitProgram git,
            Supplier<FileOwners> owners) {
        this.project = project;
        this.maven = maven;
        this.warnings = warnings;
        this.git = git;
        this.owners = owners;
    }

    /**
     * Lists the project's files. In a git checkout that is trusted these are the files that git tracks or would add. Ignored
     * files and git's own directory, which may contain a token, are left out.
     *
     * @return regular files and symbolic links, and outside of git also directories, relative to the project's directory
     * @throws FixableException if a name is not readable
     * @throws EnvironmentException if the files cannot be listed
     */
    public List<Path> list() {
        try {
            Path directory = project.toRealPath();
            return list(directory, GitCheckout.above(directory));
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not list the files of the project in " + project + ": "
                            + (e instanceof GitProgram.GitException ? e.getMessage() : FileProblem.of(e) + "."),
                    e);
        }
    }

    /**
     * {@return the commit that is checked out in the project's directory; empty if git does not track a file in it, or cannot be
     * asked}
     */
    public Optional<String> commit() {
        try {
            Path directory = project.toRealPath();
            Optional<GitCheckout> checkout = GitCheckout.above(directory);
            boolean isTracked = checkout.isPresent()
                    && checkout.get().refusal(directory, owners.get()).isEmpty()
                    && git.tracks(checkout.get(), directory);
            return isTracked ? checkout.get().commit() : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<Path> list(Path directory, Optional<GitCheckout> checkout) throws IOException {
        if (checkout.isPresent()) {
            Optional<String> refusal = checkout.get().refusal(directory, owners.get());
            if (refusal.isPresent()) {
                warnings.accept(text(directory, checkout.get(), refusal.get()));
                return walk(directory);
            }
            Optional<List<byte[]>> names = names(directory, checkout.get());
            if (names.isPresent()) {
                GitFiles.Lister repositories = nested -> list(nested, GitCheckout.at(nested));
                return new GitFiles(directory, repositories).find(names.get());
            }
        }
        return walk(directory);
    }

    private Optional<List<byte[]>> names(Path directory, GitCheckout checkout) throws IOException {
        try {
            return git.names(checkout, directory, maven);
        } catch (GitProgram.NoGitException e) {
            warnings.accept(
                    "All files in " + directory + " are copied, also those that git ignores, because there is no git"
                            + " program. Install git where Maven runs.");
            return Optional.empty();
        }
    }

    private static String text(Path directory, GitCheckout checkout, String reason) {
        return "All files in " + directory + " are copied, also those that git ignores, because git is not asked about "
                + checkout + ": " + reason + ". Run Maven as the owner of the checkout, or change its owner.";
    }

    /** Lists all files except those of Maven's directories and of git's own directory. */
    private List<Path> walk(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        Path realBuildDirectory = project.toRealPath().resolve(project.relativize(maven.build()));
        Optional<Path> localRepository = maven.localRepositoryBelow(root);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (directory.equals(realBuildDirectory)
                        || localRepository.filter(directory::equals).isPresent()
                        || directory.endsWith(GitCheckout.ENTRY)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!directory.equals(root)) {
                    add(root.relativize(directory));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean isFileOrLink = attributes.isRegularFile() || attributes.isSymbolicLink();
                if (isFileOrLink && !file.endsWith(GitCheckout.ENTRY)) {
                    add(root.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            private void add(Path file) {
                if (!FileNames.isReadable(file)) {
                    throw FileNames.refused(root, file);
                }
                files.add(file);
            }
        });
        return files;
    }
}

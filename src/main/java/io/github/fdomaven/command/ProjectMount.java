package io.github.fdomaven.command;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.project.CopyBack;
import io.github.fdomaven.project.ProjectArchive;
import io.github.fdomaven.project.ProjectFiles;
import io.github.fdomaven.project.Snapshot;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import io.github.fdomaven.support.Plural;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The project's directory in a container: mounted, or copied. */
sealed interface ProjectMount {

    /** The project's directory in the container. */
    String directory();

    /** The mount that the container is created with. */
    default Optional<Mount> mount() {
        return Optional.empty();
    }

    /** Prepares the directory for the user. Returns a description for the log, or nothing if the container does not see it. */
    Optional<String> prepare(Container container, RunUser user);

    /** Copies new and changed files back if the directory is a copy. Returns a description for the log. */
    default Optional<String> copyBack(Container container) {
        return Optional.empty();
    }

    /** The project's directory itself. */
    record Mounted(Path project, String directory) implements ProjectMount {

        /** Enough names to distinguish the project's directory from another directory. */
        private static final int MAX_NAMES = 50;

        private Mount.HostDirectory hostDirectory() {
            return new Mount.HostDirectory(project, directory);
        }

        @Override
        public Optional<Mount> mount() {
            return Optional.of(hostDirectory());
        }

        @Override
        @SuppressWarnings("IdentityBinaryExpression")
        public Optional<String> prepare(Container container, RunUser user) {
            // A second check, because other programs may have deleted a file between the listing and the check.
            boolean isVisible = isVisible(container, user) || isVisible(container, user);
            return isVisible ? Optional.of(project + " is mounted at " + directory) : Optional.empty();
        }

        private boolean isVisible(Container container, RunUser user) {
            try (Stream<Path> children = Files.list(project)) {
                List<String> names = children.limit(MAX_NAMES)
                        .map(child -> child.getFileName().toString())
                        .toList();
                return hostDirectory().isVisibleIn(container, names, Optional.of(user.toString()));
            } catch (IOException e) {
                throw new EnvironmentException("Could not list " + project + ": " + FileProblem.of(e) + ".", e);
            }
        }
    }

    /** A copy of the project's files. */
    final class Copied implements ProjectMount {

        private final Path project;
        private final String directory;
        private final List<Path> files;
        private final Snapshot snapshot;
        private final Consumer<String> warnings;

        /** Lists the files, and remembers their content. Files that cannot be copied back cause a warning. */
        Copied(RunRequest request, String directory, Consumer<String> warnings) {
            this.project = request.project();
            this.directory = directory;
            this.files = new ProjectFiles(project, request.maven(), warnings).list();
            this.snapshot = Snapshot.of(project, files);
            this.warnings = warnings;
        }

        @Override
        public String directory() {
            return directory;
        }

        @Override
        public Optional<String> prepare(Container container, RunUser user) {
            ProjectArchive archive = new ProjectArchive(project, files);
            RunUser.runAsRoot(container, Command.of("mkdir", "-p", directory));
            container.copyInto(directory, output -> archive.writeTo(output, directory));
            RunUser.runAsRoot(container, Command.of("chown", "-R", user.toString(), directory));
            return Optional.of(
                    "copied " + Plural.count(archive.files(), "file") + " of " + project + " to " + directory);
        }

        @Override
        public Optional<String> copyBack(Container container) {
            CopyBack copyBack = new CopyBack(project, snapshot, CopyBack.Rules.PROJECT, warnings);
            AtomicInteger written = new AtomicInteger();
            container.copyOut(directory, archive -> written.set(copyBack.unpack(archive)));
            return Optional.of("copied " + Plural.count(written.get(), "new or changed file") + " back to " + project);
        }
    }
}

package io.github.fdomaven.command;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.project.CopyBack;
import io.github.fdomaven.project.ProjectArchive;
import io.github.fdomaven.project.ProjectFiles;
import io.github.fdomaven.project.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A copy of the project's files in the container, from which what has changed is copied back. */
final class CopiedProject implements Workplace {

    private final Path project;
    private final String directory;
    private final List<Path> files;
    private final Snapshot snapshot;
    private final Consumer<String> complaints;

    /**
     * Takes note of what the files are now.
     *
     * @param directory where in the container the copy is to be
     * @param complaints is told of what is not copied back
     */
    CopiedProject(RunRequest request, String directory, Consumer<String> complaints) {
        this.project = request.project();
        this.directory = directory;
        this.files = new ProjectFiles(project, request.buildDirectory()).list();
        this.snapshot = Snapshot.of(project, files);
        this.complaints = complaints;
    }

    @Override
    public String directory() {
        return directory;
    }

    @Override
    public Optional<Mount> mount() {
        return Optional.empty();
    }

    @Override
    public Optional<String> fill(Container container, RunUser user) {
        ProjectArchive archive = new ProjectArchive(project, files);
        Preparation preparation = new Preparation(container);
        preparation.run(Command.of("mkdir", "-p", directory));
        container.copyInto(directory, archive::writeTo);
        preparation.run(Command.of("chown", "-R", user.toString(), directory));
        return Optional.of(archive.size() + " files of " + project + " are copied to " + directory);
    }

    @Override
    public Optional<String> bringBack(Container container) {
        CopyBack copyBack = new CopyBack(project, snapshot, CopyBack.Rules.PROJECT, complaints);
        AtomicInteger written = new AtomicInteger();
        container.copyOut(directory, archive -> written.set(copyBack.unpack(archive)));
        return Optional.of(written + " new or changed files are copied back to " + project);
    }
}

package io.github.fdomaven.command;

import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The project's directory itself, which the container sees too.
 *
 * @param project the project's directory
 * @param directory where the container sees it
 */
record MountedProject(Path project, String directory) implements Workplace {

    /** Another directory may well have a POM, but hardly all that this one has. */
    private static final int ENOUGH = 50;

    @Override
    public Optional<Mount> mount() {
        return Optional.of(asMount());
    }

    private Mount.HostDirectory asMount() {
        return new Mount.HostDirectory(project, directory);
    }

    /** Makes sure that it is this directory that the container sees. */
    @Override
    public Optional<String> fill(Container container, RunUser user) {
        // A file may be gone between the two looks: others may be at work in the directory.
        boolean isSeen = isSeen(container, user) || isSeen(container, user);
        return Optional.of(project + " is mounted at " + directory).filter(text -> isSeen);
    }

    private boolean isSeen(Container container, RunUser user) {
        return asMount().isVisibleIn(container, children(), Optional.of(user.toString()));
    }

    private List<String> children() {
        try (Stream<Path> children = Files.list(project)) {
            return children.limit(ENOUGH)
                    .map(child -> child.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new EnvironmentException("Cannot list " + project + ": " + e + ".", e);
        }
    }

    @Override
    public Optional<String> bringBack(Container container) {
        return Optional.empty();
    }
}

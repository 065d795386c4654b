package io.github.fdomaven.running;

import io.github.fdomaven.distribution.Command;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.engine.RunContainer;
import io.github.fdomaven.failure.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    private static final String ARE_THERE = "for path; do [ -e \"$path\" ] || [ -L \"$path\" ] || exit 1; done";

    @Override
    public Optional<Mount> mount() {
        return Optional.of(new Mount(project, directory));
    }

    /**
     * Makes sure that it is this directory that the container sees. Where Maven runs in a container itself, which was given
     * the socket of the engine, the engine has mounted a directory of its own machine, and an empty one if there was none.
     */
    @Override
    public Optional<String> fill(RunContainer container, RunUser user) {
        // A file may be gone between the two looks: others may be at work in the directory.
        boolean isSeen = isSeen(container, user) || isSeen(container, user);
        return Optional.of(project + " is mounted at " + directory).filter(text -> isSeen);
    }

    private boolean isSeen(RunContainer container, RunUser user) {
        ExecSpec look = new ExecSpec(
                Command.script(ARE_THERE, children()).arguments(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(user.toString()));
        return container.run(look, line -> {}).orElse(-1) == 0;
    }

    private String[] children() {
        try (Stream<Path> children = Files.list(project)) {
            return children.limit(ENOUGH)
                    .map(child -> directory + "/" + child.getFileName())
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new EnvironmentException("Cannot list " + project + ": " + e + ".", e);
        }
    }

    @Override
    public Optional<String> bringBack(RunContainer container) {
        return Optional.empty();
    }
}

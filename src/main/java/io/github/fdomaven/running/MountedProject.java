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

    private static final String IS_THERE = "[ -e \"$1\" ] || [ -L \"$1\" ]";

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
        Optional<String> child = anyChild();
        boolean isSeen = child.isEmpty()
                || container
                                .run(
                                        new ExecSpec(
                                                Command.script(IS_THERE, directory + "/" + child.get())
                                                        .arguments(),
                                                Map.of(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of(user.toString())),
                                        line -> {})
                                .orElse(-1)
                        == 0;
        return Optional.of(project + " is mounted at " + directory).filter(text -> isSeen);
    }

    private Optional<String> anyChild() {
        try (Stream<Path> children = Files.list(project)) {
            return children.findFirst().map(child -> child.getFileName().toString());
        } catch (IOException e) {
            throw new EnvironmentException("Cannot list " + project + ": " + e + ".", e);
        }
    }

    @Override
    public Optional<String> bringBack(RunContainer container) {
        return Optional.empty();
    }
}

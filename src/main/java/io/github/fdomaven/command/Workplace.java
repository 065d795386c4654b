package io.github.fdomaven.command;

import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.Mount;
import java.util.Optional;

/** Where in a container the project's directory is, and how it gets there. */
sealed interface Workplace permits MountedProject, CopiedProject {

    /** The directory in the container. */
    String directory();

    /** What the container must be started with. */
    Optional<Mount> mount();

    /**
     * Puts the project there.
     *
     * @param user to whom it is to belong
     * @return how that was done, or nothing if it was done in vain
     */
    Optional<String> fill(Container container, RunUser user);

    /** Takes back what the command has made of it, and returns how, if that takes anything. */
    Optional<String> bringBack(Container container);
}

package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.ProjectId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The projects that were poked one by the other until it came to us. It travels as a variable from pipeline to pipeline, for
 * GitLab itself does not notice a loop.
 *
 * @param projects their paths, in the order of poking
 */
public record PokeChain(List<ProjectId> projects) {

    /** The variable. */
    public static final String VARIABLE = "FDO_POKE_CHAIN";

    /** Nobody poked us. */
    public static final PokeChain EMPTY = new PokeChain(List.of());

    private static final String ARROW = " → ";

    /**
     * Takes a copy.
     *
     * @param projects their paths, in the order of poking
     */
    public PokeChain {
        projects = List.copyOf(projects);
    }

    /**
     * Reads the variable.
     *
     * @param text paths, separated by commas
     * @return the chain
     * @throws IllegalArgumentException if something in it is not the path of a project
     */
    public static PokeChain parse(String text) {
        return new PokeChain(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(ProjectId::new)
                .toList());
    }

    /** {@return the chain with one more project at its end}
     *
     * @param project the project's path
     */
    public PokeChain and(ProjectId project) {
        return new PokeChain(
                Stream.concat(projects.stream(), Stream.of(project)).toList());
    }

    /** {@return whether a project is in it}
     *
     * @param project the project's path, whose case does not matter to GitLab
     */
    public boolean contains(ProjectId project) {
        return projects.stream().anyMatch(other -> other.value().equalsIgnoreCase(project.value()));
    }

    /** The chain as a person would write it. */
    String drawn() {
        return projects.stream().map(ProjectId::value).collect(Collectors.joining(ARROW));
    }

    /** {@return the variable's value} */
    @Override
    public String toString() {
        return projects.stream().map(ProjectId::value).collect(Collectors.joining(","));
    }
}

package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.ProjectId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The projects whose pipelines triggered each other. A variable passes the chain from pipeline to pipeline, because GitLab
 * does not detect loops.
 *
 * @param projects the paths of the projects, the first one first
 */
public record PokeChain(List<ProjectId> projects) {

    /** The variable. */
    public static final String VARIABLE = "FDO_POKE_CHAIN";

    /** The chain of a pipeline that was not poked. */
    public static final PokeChain EMPTY = new PokeChain(List.of());

    /** Copies the list. */
    public PokeChain {
        projects = List.copyOf(projects);
    }

    /**
     * Parses the variable.
     *
     * @param text paths, separated by commas
     * @return the chain
     * @throws IllegalArgumentException if an element is not the path of a project
     */
    public static PokeChain parse(String text) {
        return new PokeChain(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(ProjectId::new)
                .toList());
    }

    /**
     * Returns this chain with one more project.
     *
     * @param project the project's path
     * @return the longer chain
     */
    public PokeChain and(ProjectId project) {
        return new PokeChain(
                Stream.concat(projects.stream(), Stream.of(project)).toList());
    }

    /**
     * Returns whether a project is in this chain.
     *
     * @param project the project's path
     * @return whether this chain has the project
     */
    public boolean contains(ProjectId project) {
        return projects.stream().anyMatch(project::isSameAs);
    }

    /** Returns the chain with arrows, for messages. */
    String withArrows() {
        return joined(" → ");
    }

    /** Returns the value of the variable. */
    @Override
    public String toString() {
        return joined(",");
    }

    private String joined(String separator) {
        return projects.stream().map(ProjectId::value).collect(Collectors.joining(separator));
    }
}

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

    public PokeChain {
        projects = List.copyOf(projects);
    }

    /** Parses the variable: paths, separated by commas. */
    public static PokeChain parse(String text) {
        return new PokeChain(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(ProjectId::new)
                .toList());
    }

    /** {@return this chain with one more project} */
    public PokeChain and(ProjectId project) {
        return new PokeChain(
                Stream.concat(projects.stream(), Stream.of(project)).toList());
    }

    /** {@return whether a project is in this chain} */
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

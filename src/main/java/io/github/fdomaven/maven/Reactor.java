package io.github.fdomaven.maven;

import io.github.fdomaven.config.ModuleSettings;
import io.github.fdomaven.config.NearMisses;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * The modules of the reactor. A goal that is called by name handles all of them; a goal that is bound to a phase handles its
 * own module only.
 */
final class Reactor {

    private final MavenRun run;
    private final MavenSession session;
    private final MojoExecution execution;
    private final List<BoundGoal> bound;

    /** An execution of a goal that a module binds to a phase. */
    record BoundGoal(MavenProject project, String executionId) {

        /** A name that no other execution of the goal has. */
        String key() {
            return project.getId() + ":" + executionId;
        }
    }

    Reactor(MavenRun run, MojoExecution execution) {
        this(run, execution, List.of());
    }

    /**
     * Creates the reactor of a goal that handles given modules.
     *
     * @param bound the executions to handle; none for those of Maven's own choice
     */
    Reactor(MavenRun run, MojoExecution execution, List<BoundGoal> bound) {
        this.run = run;
        this.session = run.session();
        this.execution = execution;
        this.bound = List.copyOf(bound);
    }

    MojoExecution execution() {
        return execution;
    }

    boolean isCalledByName() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    /** Warns about misspelled names of variables, properties and elements, once in a run of Maven. */
    void warn() {
        List<String> warnings = new ArrayList<>(NearMisses.find(
                run.environment().names(), run.properties(run.project()).keySet()));
        for (MavenModule module : candidates()) {
            warnings.addAll(module.configuration().warnings());
        }
        Set<String> shown = run.shared("warnings");
        for (String warning : warnings) {
            if (shown.add(warning)) {
                run.log().warn(warning);
            }
        }
    }

    /** The modules that the goal may handle, in the order of the reactor. */
    List<MavenModule> candidates() {
        if (!bound.isEmpty()) {
            return bound.stream()
                    .map(goal -> module(
                            goal.project(),
                            PluginConfiguration.of(session, goal.project(), execution, goal.executionId())))
                    .toList();
        }
        List<MavenProject> declaring = session.getProjects().stream()
                .filter(project -> project.getPlugin(execution.getPlugin().getKey()) != null)
                .toList();
        List<MavenProject> handled = isCalledByName() && !declaring.isEmpty() ? declaring : List.of(run.project());
        return handled.stream()
                .map(project -> module(project, PluginConfiguration.of(session, project, execution)))
                .toList();
    }

    /** The top module of a goal that is called by name, also if Maven leaves it out of this run; else the goal's own module. */
    MavenModule top() {
        MavenProject top = session.getAllProjects().stream()
                .filter(project -> project.isExecutionRoot() && isCalledByName())
                .findFirst()
                .orElse(run.project());
        return module(top, PluginConfiguration.of(session, top, execution));
    }

    private MavenModule module(MavenProject project, PluginConfiguration configuration) {
        return new MavenModule(session, project, run.sources(project, configuration.values()), configuration);
    }

    /**
     * The settings of all other modules, including those that Maven leaves out of this run, and of all other executions. Modules
     * that Maven builds before the current one come first.
     */
    List<Supplier<ModuleSettings>> others(List<MavenModule> handled) {
        List<MavenProject> upstream = upstream();
        Stream<MavenProject> rest = session.getAllProjects().stream().filter(project -> !upstream.contains(project));
        return Stream.concat(upstream.stream(), rest)
                .flatMap(project -> PluginConfiguration.all(session, project, execution).stream()
                        .filter(configuration ->
                                handled.stream().noneMatch(module -> module.has(project, configuration)))
                        .map(configuration -> settings(project, configuration)))
                .toList();
    }

    private Supplier<ModuleSettings> settings(MavenProject project, PluginConfiguration configuration) {
        return () -> {
            try {
                return module(project, configuration).settings();
            } catch (FixableException e) {
                throw new FixableException("Module " + MavenModule.name(session, project) + ": " + e.getMessage(), e);
            }
        };
    }

    private List<MavenProject> upstream() {
        return session.getProjectDependencyGraph() == null
                ? List.of()
                : session.getProjectDependencyGraph().getUpstreamProjects(run.project(), true);
    }

    /**
     * Refuses a base image of another module that Maven builds later, or in parallel. A goal that is called by name orders the
     * images itself.
     *
     * @throws FixableException naming the dependency to add
     */
    void checkOrder(List<ImageDefinition> images) {
        if (isCalledByName()) {
            return;
        }
        List<MavenProject> upstream = upstream();
        for (ImageDefinition image : images) {
            image.parent()
                    .map(ImageDefinition::module)
                    .filter(module -> !module.name().equals(image.module().name()))
                    .flatMap(this::project)
                    .filter(owner -> !upstream.contains(owner))
                    .ifPresent(owner -> {
                        throw builtLater(image, owner);
                    });
        }
    }

    private Optional<MavenProject> project(ProjectModule module) {
        return session.getProjects().stream()
                .filter(project -> MavenModule.name(session, project).equals(module.name()))
                .findFirst();
    }

    private static FixableException builtLater(ImageDefinition image, MavenProject owner) {
        return new FixableException("The base image " + image.recipe().base().text() + " of the image '" + image.name()
                + "' belongs to the module " + owner.getArtifactId() + ", which Maven may build later. Add "
                + owner.getGroupId() + ":" + owner.getArtifactId() + " with <type>" + owner.getPackaging()
                + "</type> to the <dependencies> of " + image.module().name() + ".");
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.maven.Reactor.BoundGoal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.lifecycle.LifecycleExecutionException;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * The executions of {@code poke-dependents} that wait for the end of the Maven build. They do not poke after the last module with
 * this goal, because a later module may fail, and because Maven may deploy all modules in the last one.
 */
final class PokesAtEnd {

    private final GoalInput input;
    private final MavenRun run;
    private final MojoExecution execution;

    PokesAtEnd(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.execution = input.reactor().execution();
    }

    /** Returns whether an execution of the goal waits. */
    static boolean isFor(GoalInput input) {
        return !input.reactor().isCalledByName() && input.main().isSet(Setting.POKE_AT_END);
    }

    /** Lets the execution wait. The first execution that waits runs the goal for all of them. */
    void add() {
        waiting().add(new BoundGoal(run.project(), execution.getExecutionId()).key());
        if (run.shared("poke-dependents-at-end").add("listener")) {
            atEnd(run.session().getRequest(), this::poke);
        }
        if (!input.main().configuration().dependents().isEmpty()) {
            run.log().info("The dependents are poked at the end of this Maven build, if no module fails.");
        }
    }

    /** The keys of the executions that wait. */
    private Set<String> waiting() {
        return run.shared("poke-dependents");
    }

    /** Runs an action when Maven has built the modules, before Maven says whether the build has succeeded. */
    static void atEnd(MavenExecutionRequest request, Runnable action) {
        ExecutionListener next = request.getExecutionListener();
        request.setExecutionListener((ExecutionListener) Proxy.newProxyInstance(
                ExecutionListener.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sessionEnded")) {
                        action.run();
                    }
                    try {
                        return next == null ? null : method.invoke(next, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void poke() {
        if (run.session().getResult().hasExceptions()) {
            run.log().warn("No dependent is poked, because a module of this Maven build failed.");
            return;
        }
        List<BoundGoal> bound = goals();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(getClass().getClassLoader());
        try {
            Reactor all = new Reactor(run, execution, bound);
            Failures.translate(
                    run.secrets(),
                    () -> new PokeDependentsGoal(new GoalInput(run, all, Setting.SKIP_POKE_DEPENDENTS)).run());
        } catch (MojoExecutionException | MojoFailureException e) {
            String command = command(
                    run.session().getAllProjects(),
                    bound.stream().map(BoundGoal::project).toList(),
                    execution.getPlugin().getKey());
            run.log()
                    .warn(
                            "Maven has built all modules, only the pokes failed. To poke again without a second deployment, run '"
                                    + command + "' in a job of this pipeline, with the same profiles and properties.");
            fail(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Returns the command that pokes again. Maven finds the prefix of the plugin in a project whose POM names the plugin: in the
     * root, or else in the modules with the images.
     */
    static String command(List<MavenProject> all, List<MavenProject> modules, String plugin) {
        String goal = "fdo:poke-dependents";
        return all.stream()
                .filter(project -> project.isExecutionRoot() && !namesPlugin(project, plugin))
                .map(root -> "mvn -pl " + paths(root, modules) + " " + goal)
                .findFirst()
                .orElse("mvn " + goal);
    }

    private static boolean namesPlugin(MavenProject project, String plugin) {
        PluginManagement management = project.getPluginManagement();
        return project.getPlugin(plugin) != null
                || (management != null && management.getPluginsAsMap().containsKey(plugin));
    }

    private static String paths(MavenProject root, List<MavenProject> modules) {
        Path directory = root.getBasedir().toPath();
        return modules.stream()
                .map(module ->
                        directory.relativize(module.getBasedir().toPath()).toString())
                .distinct()
                .collect(Collectors.joining(","));
    }

    /** The executions that wait, in the order of the reactor. */
    private List<BoundGoal> goals() {
        Set<String> waiting = waiting();
        return run.session().getProjects().stream()
                .flatMap(project -> executions(project).map(declared -> new BoundGoal(project, declared.getId())))
                .filter(bound -> waiting.contains(bound.key()))
                .toList();
    }

    private Stream<PluginExecution> executions(MavenProject project) {
        return Stream.ofNullable(project.getPlugin(execution.getPlugin().getKey()))
                .map(Plugin::getExecutions)
                .flatMap(Collection::stream);
    }

    /** Lets the Maven build fail. For the first project, Maven does not suggest to resume the build at a module. */
    private void fail(Exception cause) {
        MavenProject first = run.session().getProjects().get(0);
        run.session().getResult().addException(new LifecycleExecutionException(execution, first, cause));
    }
}

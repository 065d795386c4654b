package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.SessionData;

/**
 * Decides when {@code poke-dependents} pokes. A goal that is bound to a phase waits: the last module
 * with the goal pokes the dependents of all modules, so that none is poked if a module fails before.
 */
final class PokesAtEnd {

    private static final String EXECUTIONS = PokesAtEnd.class.getName() + ".executions";

    private final MavenRun run;
    private final MojoExecution execution;
    private final LifecycleExecutor lifecycle;

    PokesAtEnd(MavenRun run, MojoExecution execution, LifecycleExecutor lifecycle) {
        this.run = run;
        this.execution = execution;
        this.lifecycle = lifecycle;
    }

    /** Returns the modules whose dependents are poked now; empty if a later module does that, or if a module failed. */
    Optional<Reactor> reactor() {
        Reactor own = new Reactor(run, execution);
        if (own.isCalledByName()) {
            return Optional.of(own);
        }
        MavenModule module = own.candidates().get(0);
        boolean isWaiting = module.isSet(Setting.POKE_AT_END);
        if (run.session().getResult().hasExceptions()) {
            if (isWaiting) {
                run.log().warn("No dependent is poked, because a module of this Maven build failed.");
            }
            return isWaiting ? Optional.empty() : Optional.of(own);
        }
        List<Reactor.BoundGoal> all = boundGoals();
        if (all.size() < 2) {
            return Optional.of(own);
        }
        boolean isLast = isLast(
                run.session().getRepositorySession().getData(),
                all.stream().map(Reactor.BoundGoal::key).collect(Collectors.toSet()),
                new Reactor.BoundGoal(run.project(), execution.getExecutionId()).key());
        if (isLast) {
            return Optional.of(new Reactor(run, execution, waiting(all, module)));
        }
        if (isWaiting && !module.configuration().dependents().isEmpty()) {
            run.log().info("The last module with this goal pokes the dependents, if no module fails before.");
        }
        return isWaiting ? Optional.empty() : Optional.of(own);
    }

    /** The current module, and all others that have waited for the last one. */
    private List<Reactor.BoundGoal> waiting(List<Reactor.BoundGoal> all, MavenModule current) {
        Reactor reactor = new Reactor(run, execution, all);
        List<MavenModule> modules = reactor.candidates();
        List<Reactor.BoundGoal> waiting = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean isCurrent = modules.get(i).has(current.project(), current.configuration());
            if (isCurrent || modules.get(i).isSet(Setting.POKE_AT_END)) {
                waiting.add(all.get(i));
            }
        }
        return waiting;
    }

    /**
     * Records an execution of the goal. Returns whether it is the last one, which is so for one thread only. Maven's session
     * keeps plain strings, because another goal may have another class loader.
     */
    static boolean isLast(SessionData session, Set<String> all, String current) {
        Set<String> ended = MavenRun.shared(session, "poke-dependents");
        synchronized (ended) {
            return ended.add(current) && ended.containsAll(all);
        }
    }

    /** All executions of the goal in this run of Maven, in the order of the reactor. Their names are computed once. */
    private List<Reactor.BoundGoal> boundGoals() {
        ConcurrentMap<String, List<String>> ids =
                executionIds(run.session().getRepositorySession().getData());
        return run.session().getProjects().stream()
                .flatMap(project -> ids.computeIfAbsent(project.getId(), id -> plannedExecutions(project)).stream()
                        .map(id -> new Reactor.BoundGoal(project, id)))
                .toList();
    }

    @SuppressWarnings("unchecked") // No other code uses this key.
    private static ConcurrentMap<String, List<String>> executionIds(SessionData session) {
        session.set(EXECUTIONS, null, new ConcurrentHashMap<>());
        return (ConcurrentMap<String, List<String>>) session.get(EXECUTIONS);
    }

    /** The ids of the executions of this goal that Maven runs for a module: the phase that the user names is not always the last. */
    private List<String> plannedExecutions(MavenProject project) {
        String key = execution.getPlugin().getKey();
        if (project.getPlugin(key) == null) {
            return List.of();
        }
        MavenSession session = run.session();
        MavenProject current = session.getCurrentProject();
        session.setCurrentProject(project);
        try {
            return lifecycle.calculateExecutionPlan(session, false, tasks(session)).getMojoExecutions().stream()
                    .filter(planned -> planned.getSource() == MojoExecution.Source.LIFECYCLE)
                    .filter(planned -> planned.getPlugin().getKey().equals(key))
                    .filter(planned -> planned.getGoal().equals(execution.getGoal()))
                    .map(MojoExecution::getExecutionId)
                    .toList();
        } catch (Exception e) {
            // Maven reports the problem when it builds that module, which then does not run the goal.
            run.log().debug("The plan of " + project.getId() + " is not known: " + e);
            return List.of();
        } finally {
            session.setCurrentProject(current);
        }
    }

    private static String[] tasks(MavenSession session) {
        List<String> goals = session.getGoals();
        String defaultGoal = session.getTopLevelProject().getDefaultGoal();
        return goals.isEmpty() && defaultGoal != null
                ? defaultGoal.strip().split("\\s+")
                : goals.toArray(String[]::new);
    }
}

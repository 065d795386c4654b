package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ExecSequence;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs the steps of one image in its build container.
 *
 * @param proxies environment variables for every command that does not set the same variable, in upper or lower case
 * @param limit the longest time that one command may take
 */
record Steps(
        String image,
        Container container,
        Map<String, String> proxies,
        Optional<Duration> limit,
        PhaseTimes phases,
        BuildLog log) {

    /** How many lines of output an error message has. */
    private static final int TAIL = 20;

    private static final Map<String, String> ADVICE = Map.of("install", " Check the names of the packages.");

    /** Says what to do if a command failed. */
    @FunctionalInterface
    interface Advice {

        /** {@return a sentence after a space} */
        String after(Collection<String> lastLines);
    }

    /**
     * A command of a step.
     *
     * @param text the command as the user sees it
     * @param isQuiet whether the command is logged only if it fails
     * @param output gets each line of the output
     */
    record Step(
            String name,
            BuildPhase phase,
            Command command,
            String text,
            boolean isQuiet,
            Consumer<String> output,
            Advice advice) {

        /** Returns the commands of a step. */
        static List<Step> of(String name, BuildPhase phase, List<Command> commands) {
            return commands.stream()
                    .map(command -> new Step(
                            name,
                            phase,
                            command,
                            shown(command),
                            false,
                            line -> {},
                            lines -> ADVICE.getOrDefault(name, "")))
                    .toList();
        }

        /** Returns a command that is logged only if it fails. */
        static Step quiet(String name, BuildPhase phase, Command command) {
            return quiet(name, phase, command, line -> {});
        }

        /** Returns a command whose output is not logged, but read. */
        static Step quiet(String name, BuildPhase phase, Command command, Consumer<String> output) {
            return new Step(name, phase, command, command.text(), true, output, lines -> "");
        }
    }

    /** Runs commands in this order, as one program of the engine. If one fails or takes too long, throws FixableException. */
    void run(List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        List<ExecSequence.Program> programs = steps.stream()
                .map(step -> new ExecSequence.Program(
                        step.command().arguments(), step.command().environment(), successes(step.command())))
                .toList();
        RunningSteps running = new RunningSteps(steps);
        running.await(() -> container.run(new ExecSequence(programs, proxies, limit), running));
    }

    /** Runs one command in a directory. If it fails or takes too long, throws FixableException. */
    void run(Step step, String workingDir) {
        RunningSteps running = new RunningSteps(List.of(step));
        Command command = step.command();
        ExecSpec spec = new ExecSpec(command.arguments(), environment(command), Optional.of(workingDir), limit);
        running.await(() -> {
            OptionalInt status = container.run(spec, running::output);
            status.ifPresent(running::ended);
            return status.isPresent();
        });
    }

    private static Set<Integer> successes(Command command) {
        Set<Integer> successes = new HashSet<>(command.notices().keySet());
        successes.add(0);
        return successes;
    }

    private Map<String, String> environment(Command command) {
        Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        own.addAll(command.environment().keySet());
        Map<String, String> environment = new HashMap<>(proxies);
        environment.keySet().removeIf(own::contains);
        environment.putAll(command.environment());
        return environment;
    }

    /** Returns the command for the log. A script is shown by its first line, a comment that says what the script does. */
    private static String shown(Command command) {
        String text = command.text().strip();
        return text.startsWith("#")
                ? text.lines().findFirst().orElseThrow().substring(1).strip()
                : text;
    }

    /** Logs and measures the commands while they run. The container reports them in another thread. */
    private final class RunningSteps implements ExecSequence.Listener {

        private final Deque<Step> steps;
        private final Deque<String> tail = new ArrayDeque<>();
        private long began;
        private int status;

        RunningSteps(List<Step> steps) {
            this.steps = new ArrayDeque<>(steps);
            begin();
        }

        private void begin() {
            tail.clear();
            began = System.nanoTime();
            if (!step().isQuiet()) {
                log.step(image, step().name(), step().text());
            }
        }

        private Step step() {
            return steps.element();
        }

        @Override
        public synchronized void output(String line) {
            if (!step().isQuiet()) {
                log.output(image, line);
            }
            step().output().accept(line);
            if (tail.size() == TAIL) {
                tail.removeFirst();
            }
            tail.addLast(OneLine.of(line));
        }

        @Override
        public synchronized void ended(int endStatus) {
            measure();
            status = endStatus;
            String notice = step().command().notices().get(status);
            if (notice != null) {
                log.warning(image, shown() + " ended with status " + status + ": " + notice + ".");
                status = 0;
            }
            if (status == 0 && steps.size() > 1) {
                steps.remove();
                begin();
            }
        }

        private synchronized void measure() {
            long now = System.nanoTime();
            phases.add(step().phase(), Duration.ofNanos(now - began));
            began = now;
        }

        /**
         * Waits until the commands end. Measures the command that is running if the engine fails.
         *
         * @param work runs the commands, and returns whether they ended in time
         */
        void await(BooleanSupplier work) {
            boolean isInTime;
            try {
                isInTime = work.getAsBoolean();
            } catch (RuntimeException e) {
                measure();
                throw e;
            }
            check(isInTime);
        }

        /** Throws if the command that ran last failed or was still running. */
        private synchronized void check(boolean isInTime) {
            if (!isInTime) {
                measure();
                stepFailed();
                throw failure(
                        "was still running after " + limit.orElseThrow().toSeconds() + " s",
                        " The limit for one step is <timeout> (-Dfdo.timeout).");
            }
            if (status != 0) {
                stepFailed();
                throw failure("ended with status " + status, step().advice().after(tail));
            }
        }

        private void stepFailed() {
            if (!step().isQuiet()) {
                log.stepFailed(image);
            }
        }

        private String shown() {
            return "'" + OneLine.of(step().text()) + "'";
        }

        private FixableException failure(String end, String advice) {
            List<String> lines = new ArrayList<>();
            lines.add("The step " + step().name() + " of the image '" + image + "' failed: " + shown() + " " + end
                    + (tail.isEmpty() ? " and printed nothing." : "."));
            if (!tail.isEmpty()) {
                lines.add("Its last lines:");
                tail.forEach(line -> lines.add("    " + line));
            }
            lines.add("Nothing was tagged or pushed." + advice);
            return new FixableException(lines);
        }
    }
}

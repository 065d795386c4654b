package io.github.fdomaven.builder.execute;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs the steps of one image in its build container.
 *
 * @param proxies environment variables for every command that does not set the same variable, in upper or lower case
 * @param limit the longest time that one command may take
 */
record Steps(String image, Container container, Map<String, String> proxies, Optional<Duration> limit, BuildLog log) {

    /** How many lines of output an error message has. */
    private static final int TAIL = 20;

    private static final Map<String, String> ADVICE = Map.of("install", " Check the names of the packages.");

    /** Says what to do if a command failed. */
    @FunctionalInterface
    interface Advice {

        /** {@return a sentence after a space} */
        String after(Collection<String> lastLines);
    }

    /** Runs a command. It is logged only if it fails. */
    void runQuietly(String step, Command command) {
        Deque<String> lines = new ArrayDeque<>();
        OptionalInt status = container.run(spec(command, Optional.empty()), line -> lines.add(OneLine.of(line)));
        if (status.orElse(-1) != 0) {
            throw failure(step, command.text(), "failed", lines, "");
        }
    }

    void run(String step, List<Command> commands) {
        Advice advice = lastLines -> ADVICE.getOrDefault(step, "");
        commands.forEach(command -> run(step, command, Optional.empty(), shown(command), advice));
    }

    /**
     * Runs one command. If it fails or takes too long, throws FixableException.
     *
     * @param text the command as the user sees it
     */
    void run(String step, Command command, Optional<String> workingDir, String text, Advice advice) {
        String shown = OneLine.of(text);
        log.step(image, step, text);
        Deque<String> tail = new ArrayDeque<>();
        OptionalInt status = container.run(spec(command, workingDir), line -> {
            log.output(image, line);
            if (tail.size() == TAIL) {
                tail.removeFirst();
            }
            tail.addLast(OneLine.of(line));
        });
        String notice = status.isPresent() ? command.notices().get(status.getAsInt()) : null;
        if (notice == null && status.orElse(-1) != 0) {
            log.stepFailed(image);
        }
        if (status.isEmpty()) {
            String running = "was still running after " + limit.orElseThrow().toSeconds() + " s";
            throw failure(step, shown, running, tail, " The limit for one step is <timeout> (-Dfdo.timeout).");
        }
        String end = "ended with status " + status.getAsInt();
        if (notice != null) {
            log.warning(image, "'" + shown + "' " + end + ": " + notice + ".");
        } else if (status.getAsInt() != 0) {
            throw failure(step, shown, end, tail, advice.after(tail));
        }
    }

    private ExecSpec spec(Command command, Optional<String> workingDir) {
        Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        own.addAll(command.environment().keySet());
        Map<String, String> environment = new HashMap<>(proxies);
        environment.keySet().removeIf(own::contains);
        environment.putAll(command.environment());
        return new ExecSpec(command.arguments(), environment, workingDir, limit);
    }

    private FixableException failure(String step, String shown, String end, Deque<String> tail, String advice) {
        List<String> lines = new ArrayList<>();
        lines.add("The step " + step + " of the image '" + image + "' failed: '" + shown + "' " + end
                + (tail.isEmpty() ? " and printed nothing." : "."));
        if (!tail.isEmpty()) {
            lines.add("Its last lines:");
            tail.forEach(line -> lines.add("    " + line));
        }
        lines.add("Nothing was tagged or pushed." + advice);
        return new FixableException(lines);
    }

    /** Returns the command for the log. A script is shown by its first line, a comment that says what the script does. */
    private static String shown(Command command) {
        String text = command.text().strip();
        return text.startsWith("#")
                ? text.lines().findFirst().orElseThrow().substring(1).strip()
                : text;
    }
}

package io.github.fdomaven.builder;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Runs the steps of one image in its container, one after the other, until one fails. */
final class Steps {

    private static final int TAIL = 20;

    /** How much of a line or a command a message repeats. */
    private static final int LONGEST = 500;

    private static final Map<String, String> ADVICE = Map.of(
            "install", " Check the names of the packages.",
            "exec", " Mend the exec, and run this again.");

    private final ImageDefinition request;
    private final BuildContainer container;
    private final Optional<Duration> limit;
    private final BuildLog log;

    Steps(ImageDefinition request, BuildContainer container, Optional<Duration> limit, BuildLog log) {
        this.request = request;
        this.container = container;
        this.limit = limit;
        this.log = log;
    }

    /** Runs a command that is of no interest unless it fails. */
    void runQuietly(String step, Command command) {
        Deque<String> lines = new ArrayDeque<>();
        OptionalInt status = container.run(
                new ExecSpec(command.arguments(), command.environment(), Optional.empty(), limit),
                line -> lines.add(shortened(line)));
        if (status.orElse(-1) != 0) {
            throw failure(step, command.text(), "did not succeed", lines, "");
        }
    }

    void run(String step, List<Command> commands) {
        commands.forEach(command -> run(step, command, Optional.empty(), shown(command)));
    }

    /**
     * Runs one command.
     *
     * @param workingDir the working directory, where it is not the root
     * @param text the command as it is shown to the user
     * @throws FixableException if it ends with another status than 0, or does not end in time
     */
    void run(String step, Command command, Optional<String> workingDir, String text) {
        String shown = shortened(text);
        log.step(request.name(), step, shown);
        Deque<String> tail = new ArrayDeque<>();
        ExecSpec spec = new ExecSpec(command.arguments(), command.environment(), workingDir, limit);
        OptionalInt status = container.run(spec, line -> {
            log.output(request.name(), line);
            if (tail.size() == TAIL) {
                tail.removeFirst();
            }
            tail.addLast(shortened(line));
        });
        if (status.isEmpty()) {
            String end = "was still running after " + limit.orElseThrow().toSeconds() + " s";
            throw failure(step, shown, end, tail, " A step may take as long as <timeout> (-Dfdo.timeout) says.");
        }
        if (status.getAsInt() != 0) {
            throw failure(step, shown, "ended with status " + status.getAsInt(), tail, ADVICE.getOrDefault(step, ""));
        }
    }

    private FixableException failure(String step, String shown, String end, Deque<String> tail, String advice) {
        return new FixableException("The step " + step + " of the image " + request.name() + " failed: '" + shown + "' "
                + end + (tail.isEmpty() ? ", and printed nothing." : ".\nIts last lines:")
                + tail.stream().map(line -> "\n    " + line).collect(Collectors.joining())
                + "\nNothing was tagged or pushed." + advice);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** A script is shown by its first line, which says what it does. */
    private static String shown(Command command) {
        String text = command.text().strip();
        return text.startsWith("#")
                ? text.lines().findFirst().orElseThrow().substring(1).strip()
                : text;
    }
}

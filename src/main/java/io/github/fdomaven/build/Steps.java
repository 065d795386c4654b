package io.github.fdomaven.build;

import io.github.fdomaven.distribution.Command;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.failure.FixableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Runs the steps of one image in its container, one after the other, until one fails. */
final class Steps {

    private static final int TAIL = 20;

    /** A script is shown by its first words: the rest of it is ours, and long. */
    private static final int SHOWN = 100;

    private final ImageRequest request;
    private final BuildContainer container;
    private final Optional<Duration> limit;
    private final BuildLog log;

    Steps(ImageRequest request, BuildContainer container, Optional<Duration> limit, BuildLog log) {
        this.request = request;
        this.container = container;
        this.limit = limit;
        this.log = log;
    }

    void run(String step, List<Command> commands) {
        commands.forEach(command -> run(step, command, Optional.empty(), shown(command)));
    }

    /**
     * Runs one command.
     *
     * @param workingDir the working directory, where it is not the root
     * @param shown the command as it is shown to the user
     * @throws FixableException if it ends with another status than 0
     */
    void run(String step, Command command, Optional<String> workingDir, String shown) {
        log.step(request.name(), step, shown);
        Deque<String> tail = new ArrayDeque<>();
        int status =
                container.run(new ExecSpec(command.arguments(), command.environment(), workingDir, limit), line -> {
                    log.output(request.name(), line);
                    if (tail.size() == TAIL) {
                        tail.removeFirst();
                    }
                    tail.addLast(line);
                });
        if (status != 0) {
            throw new FixableException(
                    "The step " + step + " of the image " + request.name() + " failed: '" + shown
                            + "' ended with status " + status
                            + (tail.isEmpty() ? ", and printed nothing." : ". Its last lines:")
                            + tail.stream().map(line -> "\n    " + line).reduce("", String::concat)
                            + "\nNothing was tagged or pushed. Mend the packages or the exec of the image, and run this again.");
        }
    }

    private static String shown(Command command) {
        String text = command.text().replace('\n', ' ').strip();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}

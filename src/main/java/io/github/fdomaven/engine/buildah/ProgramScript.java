package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.ExecSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a program in a shell of the container, which gets the environment by its standard input: other users of this machine can read
 * the arguments of a process, and the buildah program would take variables for its own. The shell prints a line with a random marker
 * before the program and one with the exit status after it. All other lines around are of the buildah program. The shell itself prints
 * nothing else, such as that a program was killed.
 *
 * <p>The buildah program passes the output on in a thread that it does not wait for, and the end would be lost. So the shell waits
 * until its last line has arrived.
 */
final class ProgramScript implements Predicate<String> {

    private static final String SCRIPT = """
            fdo_count=$1
            shift
            fdo_lines=
            while [ "$fdo_count" -gt 0 ]; do
                IFS= read -r fdo_line || exit 1
                fdo_lines="$fdo_lines$fdo_line
            "
                fdo_count=$((fdo_count - 1))
            done
            eval "$fdo_lines"
            unset fdo_count fdo_lines fdo_line
            echo "$0"
            exec 4>&2 2>/dev/null
            (exec "$@" </dev/null 2>&4 4>&-)
            printf '\\n%s %s\\n' "$0" "$?"
            read -r fdo_line
            exit 0
            """;

    private final ExecSpec spec;
    private final Consumer<String> output;
    private final String marker = "fdo-" + UUID.randomUUID();
    private final Pattern end = Pattern.compile(marker + " ([0-9]{1,3})");
    private final List<String> messages = new ArrayList<>();
    private volatile boolean isRunning;
    private volatile OptionalInt status = OptionalInt.empty();

    ProgramScript(ExecSpec spec, Consumer<String> output) {
        this.spec = spec;
        this.output = output;
    }

    /** Returns the command to run in the container. */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, marker));
        command.add(String.valueOf(input().size()));
        command.addAll(spec.arguments());
        return command;
    }

    /** Returns the standard input of the command. */
    List<String> input() {
        return spec.environment().entrySet().stream()
                .flatMap(variable -> ("export " + variable.getKey() + "=" + quoted(variable.getValue())).lines())
                .toList();
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** Receives a line, and returns whether it is the last one of the shell. */
    @Override
    public boolean test(String line) {
        Matcher ended = end.matcher(line);
        if (line.equals(marker)) {
            isRunning = true;
        } else if (ended.matches()) {
            isRunning = false;
            status = OptionalInt.of(Integer.parseInt(ended.group(1)));
        } else if (isRunning) {
            output.accept(line);
        } else {
            messages.add(line);
        }
        return ended.matches();
    }

    /** Returns the exit status of the program, if it has ended. */
    OptionalInt status() {
        return status;
    }

    /** Returns what the buildah program printed. */
    List<String> messages() {
        return messages;
    }
}

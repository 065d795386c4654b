package io.github.fdomaven.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run in the build container. It runs without a shell, unless the program itself is a shell.
 *
 * @param environment environment variables of this program only
 * @param notices what an exit status means, for each status other than 0 that is not a failure
 * @param shown the command that users see, if it is not this command
 */
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        Map<Integer, String> notices,
        Optional<Command> shown) {

    private static final List<String> SCRIPT_PREFIX = List.of("sh", "-c");

    /** The user's text is passed as an argument, so that it is parsed only once, by the shell that runs it. */
    private static final String BASH_ELSE_SH =
            "if command -v bash >/dev/null 2>&1; then exec bash -c \"$1\"; else exec sh -c \"$1\"; fi";

    /** The name of a script follows its text. */
    private static final int SCRIPT_NAME_INDEX = 1;

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        notices = Map.copyOf(notices);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("A command needs a program.");
        }
    }

    /** Creates a command that fails with every status except 0. */
    public Command(List<String> arguments, Map<String, String> environment) {
        this(arguments, environment, Map.of(), Optional.empty());
    }

    /** {@return a command without environment variables} */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments), Map.of());
    }

    /** {@return a fixed script for {@code sh} without text of a user, which gets the arguments as {@code "$@"}} */
    public static Command script(String script, String... arguments) {
        List<String> all = new ArrayList<>(SCRIPT_PREFIX);
        all.add(script);
        all.add(SCRIPT_PREFIX.get(0));
        all.addAll(List.of(arguments));
        return new Command(all, Map.of());
    }

    /** {@return a command of the user, run by the bash of the image, or by its sh if it has no bash} */
    public static Command ofUser(String text) {
        return script(BASH_ELSE_SH, text);
    }

    /** {@return the command that users see as one line; a script as its text} */
    public String text() {
        if (shown.isPresent()) {
            return shown.get().text();
        }
        boolean isScript = arguments.size() > SCRIPT_PREFIX.size()
                && arguments.subList(0, SCRIPT_PREFIX.size()).equals(SCRIPT_PREFIX);
        List<String> shown =
                new ArrayList<>(isScript ? arguments.subList(SCRIPT_PREFIX.size(), arguments.size()) : arguments);
        if (isScript) {
            shown.remove(SCRIPT_NAME_INDEX);
        }
        return String.join(" ", shown);
    }

    /** {@return this command with more arguments} */
    public Command with(List<String> more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return new Command(all, environment, notices, shown.map(command -> command.with(more)));
    }

    /** {@return this command with an environment variable} */
    public Command withVariable(String name, String value) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(name, value);
        return new Command(arguments, variables, notices, shown);
    }

    /** {@return this command, with statuses that are not failures} */
    public Command withNotices(Map<Integer, String> statuses) {
        return new Command(arguments, environment, statuses, shown);
    }

    /** {@return a script that gets these arguments and runs this command; users see this command} */
    Command within(String script, String... scriptArguments) {
        Command wrapper = script(script, scriptArguments).with(arguments);
        return new Command(wrapper.arguments, environment, notices, Optional.of(this));
    }
}

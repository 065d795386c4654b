package io.github.fdomaven.definition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One program run in the build container: its arguments as they stand, with no shell in between unless it is the program.
 *
 * @param arguments the program and its arguments
 * @param environment variables set for this program alone
 */
public record Command(List<String> arguments, Map<String, String> environment) {

    private static final List<String> SCRIPT_PREFIX = List.of("sh", "-c");

    /** The text is an argument of the script, so that neither shell but the one meant for it looks at it. */
    private static final String BASH_ELSE_SH =
            "if command -v bash >/dev/null 2>&1; then exec bash -c \"$1\"; else exec sh -c \"$1\"; fi";

    /** Where a script's own name stands behind its text. */
    private static final int SCRIPT_NAME_INDEX = 1;

    /**
     * Refuses a command without a program.
     *
     * @param arguments the program and its arguments
     * @param environment variables set for this program alone
     * @throws IllegalArgumentException if there are no arguments
     */
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("A command needs a program.");
        }
    }

    /**
     * {@return a command without variables of its own}
     *
     * @param arguments the program and its arguments
     */
    public static Command of(String... arguments) {
        return new Command(List.of(arguments), Map.of());
    }

    /**
     * {@return a fixed script run by {@code sh}, which sees the arguments as {@code "$@"} and never as part of its text}
     *
     * @param script the text of the script, none of it from a user
     * @param arguments what the script works on
     */
    public static Command script(String script, String... arguments) {
        List<String> all = new ArrayList<>(SCRIPT_PREFIX);
        all.add(script);
        all.add(SCRIPT_PREFIX.get(0));
        all.addAll(List.of(arguments));
        return new Command(all, Map.of());
    }

    /**
     * {@return a user's own text, run by the bash of the image, or by its sh where it has no bash}
     *
     * @param text what the shell is given, as it stands
     */
    public static Command ofUser(String text) {
        return script(BASH_ELSE_SH, text);
    }

    /** {@return the command as a person would write it, a script by its text} */
    public String text() {
        boolean isScript = arguments.size() > SCRIPT_PREFIX.size()
                && arguments.subList(0, SCRIPT_PREFIX.size()).equals(SCRIPT_PREFIX);
        List<String> shown =
                new ArrayList<>(isScript ? arguments.subList(SCRIPT_PREFIX.size(), arguments.size()) : arguments);
        if (isScript) {
            shown.remove(SCRIPT_NAME_INDEX);
        }
        return String.join(" ", shown);
    }

    /**
     * {@return this command with more arguments at its end}
     *
     * @param more what is appended
     */
    public Command with(List<String> more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return new Command(all, environment);
    }

    /**
     * {@return this command with a variable set}
     *
     * @param name the variable's name
     * @param value its value
     */
    public Command withVariable(String name, String value) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put(name, value);
        return new Command(arguments, variables);
    }
}

package io.github.fdomaven.support;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A failure that ends a goal. The message is for the person who runs Maven: what was attempted, on what, what the engine or the
 * server answered, and what to do next. It is one line, because it can contain text from outside; a message of several lines is
 * given as a list.
 */
public abstract sealed class FdoException extends RuntimeException permits FixableException, EnvironmentException {

    private static final long serialVersionUID = 1L;

    /** Text from outside is much shorter. A line that has many names may be long. */
    private static final int MAX_LINE = 16 * 1024;

    /** {@return the failures as one, if there are any}: it is fixable if one of them is; equal messages appear once */
    public static Optional<FdoException> joined(List<? extends FdoException> failures) {
        if (failures.size() < 2) {
            return failures.stream().findFirst().map(FdoException.class::cast);
        }
        List<String> lines = failures.stream()
                .map(FdoException::getMessage)
                .distinct()
                .flatMap(String::lines)
                .toList();
        FdoException first = failures.get(0);
        return Optional.of(
                failures.stream().anyMatch(FixableException.class::isInstance)
                        ? new FixableException(lines, first)
                        : new EnvironmentException(lines, first));
    }

    /** Throws all failures as one, if there are any. */
    public static void throwIfAny(List<? extends FdoException> failures) {
        joined(failures).ifPresent(failure -> {
            throw failure;
        });
    }

    /** {@return the same failure with a text before its message} */
    public FdoException prefixed(String prefix) {
        List<String> lines = (prefix + getMessage()).lines().toList();
        return this instanceof FixableException
                ? new FixableException(lines, this)
                : new EnvironmentException(lines, this);
    }

    FdoException(List<String> lines, Throwable cause) {
        super(lines.stream().map(FdoException::line).collect(Collectors.joining("\n")), cause);
    }

    /** Keeps the indentation of a line. */
    private static String line(String text) {
        String spaced = OneLine.spaced(text);
        int indentation = text.length() - text.stripLeading().length();
        return " ".repeat(text.startsWith(" ") ? indentation : 0) + OneLine.limitedLine(spaced, MAX_LINE);
    }
}

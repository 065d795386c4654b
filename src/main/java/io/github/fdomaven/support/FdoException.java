package io.github.fdomaven.support;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A failure that ends a goal. The message is for the person who runs Maven: what was attempted, on what, what the engine or the
 * server answered, and what to do next.
 */
public abstract sealed class FdoException extends RuntimeException permits FixableException, EnvironmentException {

    private static final long serialVersionUID = 1L;

    /** {@return the failures as one, if there are any}: it is fixable if one of them is; equal messages appear once */
    public static Optional<FdoException> joined(List<? extends FdoException> failures) {
        if (failures.size() < 2) {
            return failures.stream().findFirst().map(FdoException.class::cast);
        }
        String message =
                failures.stream().map(FdoException::getMessage).distinct().collect(Collectors.joining("\n"));
        FdoException first = failures.get(0);
        return Optional.of(
                failures.stream().anyMatch(FixableException.class::isInstance)
                        ? new FixableException(message, first)
                        : new EnvironmentException(message, first));
    }

    /** Throws all failures as one, if there are any. */
    public static void throwIfAny(List<? extends FdoException> failures) {
        joined(failures).ifPresent(failure -> {
            throw failure;
        });
    }

    /** {@return the same failure with a text before its message} */
    public FdoException prefixed(String prefix) {
        return this instanceof FixableException
                ? new FixableException(prefix + getMessage(), this)
                : new EnvironmentException(prefix + getMessage(), this);
    }

    FdoException(String message, Throwable cause) {
        super(message, cause);
    }
}

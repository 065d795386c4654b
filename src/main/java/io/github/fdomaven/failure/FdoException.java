package io.github.fdomaven.failure;

/**
 * What stops a goal. Its message is written for the person who runs Maven: what was attempted, on what, what came back in
 * the other side's own words, and what to do next.
 */
public abstract sealed class FdoException extends RuntimeException permits FixableException, EnvironmentException {

    private static final long serialVersionUID = 1L;

    FdoException(String message, Throwable cause) {
        super(message, cause);
    }
}

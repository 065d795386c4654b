package io.github.fdomaven.support;

import java.util.List;

/** A failure of the environment: an engine, a registry or GitLab does not answer, or its answer is invalid. */
public final class EnvironmentException extends FdoException {

    private static final long serialVersionUID = 1L;

    /** Creates a failure without a cause. The message says what was attempted, what came back, and what to do. */
    public EnvironmentException(String message) {
        super(List.of(String.valueOf(message)), null);
    }

    /** Creates a failure with a message of several lines. */
    public EnvironmentException(List<String> lines) {
        super(lines, null);
    }

    /** Creates a failure with a message of several lines, and a cause. */
    public EnvironmentException(List<String> lines, Throwable cause) {
        super(lines, cause);
    }

    /** Creates a failure with a cause. */
    public EnvironmentException(String message, Throwable cause) {
        super(List.of(String.valueOf(message)), cause);
    }
}

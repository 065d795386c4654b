package io.github.fdomaven.support;

import java.util.List;

/** A failure that the user can fix: a setting, a build step, a missing permission. Maven shows it as a build failure. */
public final class FixableException extends FdoException {

    private static final long serialVersionUID = 1L;

    /** Creates a failure without a cause. The message says what is wrong and what is valid. */
    public FixableException(String message) {
        super(List.of(String.valueOf(message)), null);
    }

    /** Creates a failure with a message of several lines. */
    public FixableException(List<String> lines) {
        super(lines, null);
    }

    /** Creates a failure with a message of several lines, and a cause. */
    public FixableException(List<String> lines, Throwable cause) {
        super(lines, cause);
    }

    /** Creates a failure with a cause. */
    public FixableException(String message, Throwable cause) {
        super(List.of(String.valueOf(message)), cause);
    }
}

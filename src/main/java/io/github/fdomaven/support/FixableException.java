package io.github.fdomaven.support;

/** The user can fix it: a setting, a step of the build, a right that is missing. Maven shows it as a build failure. */
public final class FixableException extends FdoException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates a failure without a cause.
     *
     * @param message what is wrong and what is valid
     */
    public FixableException(String message) {
        super(message, null);
    }

    /**
     * Creates a failure that something else brought about.
     *
     * @param message what is wrong and what is valid
     * @param cause what told us
     */
    public FixableException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.github.fdomaven.support;

/** The environment broke: an engine, a registry or GitLab does not answer, or answers what makes no sense. */
public final class EnvironmentException extends FdoException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates a failure without a cause.
     *
     * @param message what was attempted, what came back, and what to do
     */
    public EnvironmentException(String message) {
        super(message, null);
    }

    /**
     * Creates a failure that something else brought about.
     *
     * @param message what was attempted, what came back, and what to do
     * @param cause what told us
     */
    public EnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}

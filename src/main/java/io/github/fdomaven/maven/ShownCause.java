package io.github.fdomaven.maven;

import io.github.fdomaven.support.Secrets;

/**
 * What brought a failure about, as Maven is given it. Maven adds the message of every cause to that of the failure unless it
 * is in there already; ours says all that is to be said, so each cause answers with it, and shows itself in the stack trace
 * alone, without secrets.
 */
final class ShownCause extends Exception {

    private static final long serialVersionUID = 1L;

    private final String original;

    private ShownCause(String message, String original, Throwable cause) {
        super(message, cause);
        this.original = original;
    }

    static ShownCause of(Throwable throwable, String message, Secrets secrets) {
        if (throwable == null) {
            return null;
        }
        ShownCause cause = new ShownCause(
                message, secrets.redact(throwable.toString()), of(throwable.getCause(), message, secrets));
        cause.setStackTrace(throwable.getStackTrace());
        return cause;
    }

    @Override
    public String toString() {
        return original;
    }
}

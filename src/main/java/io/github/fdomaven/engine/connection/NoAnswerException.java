package io.github.fdomaven.engine.connection;

/** No engine answered at an address. */
public final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param reason the reason, without a final period, and what to do about it if that helps
     */
    public NoAnswerException(String reason) {
        super(reason);
    }
}

package io.github.fdomaven.engine.connection;

/** An address at which no engine answered, with the reason. */
public final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates one.
     *
     * @param reason the reason, without a period, and where it helps what to do
     */
    public NoAnswerException(String reason) {
        super(reason);
    }
}

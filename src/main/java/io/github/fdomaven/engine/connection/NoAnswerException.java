package io.github.fdomaven.engine.connection;

/** No engine answered at an address. */
public final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    /** The reason has no final period, and says what to do if that helps. */
    public NoAnswerException(String reason) {
        super(reason);
    }
}

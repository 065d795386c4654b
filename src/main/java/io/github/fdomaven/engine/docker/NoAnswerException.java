package io.github.fdomaven.engine.docker;

/** An address at which no engine answered, with the reason. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    NoAnswerException(String reason) {
        super(reason);
    }
}

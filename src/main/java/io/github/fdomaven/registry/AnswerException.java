package io.github.fdomaven.registry;

import java.util.Optional;
import java.util.Set;

/** A server answered, but not what was hoped for. */
final class AnswerException extends RequestException {

    private static final long serialVersionUID = 1L;

    static final int TOO_MANY_REQUESTS = 429;

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final String UNSUPPORTED = "UNSUPPORTED";

    static final Set<Integer> TEMPORARY = Set.of(TOO_MANY_REQUESTS, 500, 502, 503, 504);

    private final int status;
    private final String words;
    private final transient Optional<String> retryAfter;

    AnswerException(Answer answer, String words) {
        super(answer.request(), answer.status() + ": " + words, null);
        this.status = answer.status();
        this.words = words;
        this.retryAfter = answer.header("Retry-After");
    }

    int status() {
        return status;
    }

    /** Whether the server does not do such a thing at all. */
    boolean isUnsupported() {
        return status == METHOD_NOT_ALLOWED || words.startsWith(UNSUPPORTED);
    }

    @Override
    boolean isTemporary() {
        return TEMPORARY.contains(status);
    }

    @Override
    Optional<String> retryAfter() {
        return retryAfter;
    }
}

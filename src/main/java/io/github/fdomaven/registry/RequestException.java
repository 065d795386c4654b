package io.github.fdomaven.registry;

import java.io.IOException;
import java.util.Optional;

/** One try of a request came to nothing. Its message is the request and what came of it, in one line. */
abstract sealed class RequestException extends IOException permits AnswerException, ConnectionException {

    private static final long serialVersionUID = 1L;

    private final transient Request request;

    RequestException(Request request, String problem, IOException cause) {
        super(request + ": " + problem, cause);
        this.request = request;
    }

    Request request() {
        return request;
    }

    /** Whether another try may fare better. */
    abstract boolean isTemporary();

    /** When the server wants to be asked again, as it said it. */
    abstract Optional<String> retryAfter();
}

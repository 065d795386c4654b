package io.github.fdomaven.http;

import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;

/** A request that failed. The message is the request and the problem. It can contain secrets, which {@link #describe} masks. */
public abstract sealed class HttpException extends IOException
        permits ConnectionException, StatusException, InvalidResponseException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 700;

    private final transient HttpRequest request;
    private int attempts = 1;
    private boolean givenUp;

    HttpException(HttpRequest request, String problem, Throwable cause) {
        super(request + ": " + problem, cause);
        this.request = request;
    }

    /** {@return the request that failed} */
    public HttpRequest request() {
        return request;
    }

    /** {@return whether another attempt may succeed} */
    public abstract boolean isRetryable();

    /** {@return whether the server may have carried out the request} */
    public abstract boolean isAmbiguous();

    /**
     * {@return the request, the problem with the server's message, and the number of attempts, in one line without
     * secrets}
     */
    public String describe(Secrets secrets) {
        String text = OneLine.shortened(secrets.redact(OneLine.whole(getMessage())), MAX_LENGTH);
        String end = text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? "" : ".";
        return text + end + (attempts > 1 ? " Tried " + attempts + " times." : "");
    }

    /** Marks the failure as final. If the attempt is a part of another attempt, that attempt is not repeated either. */
    void giveUp(int count) {
        attempts = Math.max(attempts, count);
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }
}

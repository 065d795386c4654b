package io.github.fdomaven.http;

import java.util.Optional;
import java.util.Set;

/** A response with a status that was not expected. */
public final class StatusException extends HttpException {

    private static final long serialVersionUID = 1L;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int GATEWAY_TIMEOUT = 504;

    /** From 520 to 524: a proxy of Cloudflare has no valid answer of the server. */
    static final Set<Integer> RETRYABLE =
            Set.of(408, TOO_MANY_REQUESTS, 500, 502, 503, GATEWAY_TIMEOUT, 520, 521, 522, 523, 524);

    /** A proxy has sent the request to the server, and has no valid answer. */
    private static final Set<Integer> WITHOUT_ANSWER = Set.of(GATEWAY_TIMEOUT, 520, 524);

    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private final int status;
    private final String serverMessage;
    private final boolean complete;
    private final transient Optional<String> retryAfter;
    private final transient Optional<HttpProxy> proxy;

    /** The message is the text of the error body. An incomplete body means that the connection broke. */
    StatusException(HttpResponse response, String serverMessage, boolean complete) {
        super(response.request(), problem(response.status(), serverMessage), null);
        this.status = response.status();
        this.serverMessage = serverMessage;
        this.complete = complete;
        this.retryAfter = response.header("Retry-After");
        this.proxy = response.proxy();
    }

    private static String problem(int status, String serverMessage) {
        return serverMessage.startsWith(status + " ") ? serverMessage : status + ": " + serverMessage;
    }

    static boolean isRedirect(int status) {
        return status >= FIRST_REDIRECT && status < FIRST_ERROR;
    }

    /** {@return the status} */
    public int status() {
        return status;
    }

    /** {@return the message of the server, in one line; it can contain secrets} */
    public String serverMessage() {
        return serverMessage;
    }

    /** {@return whether the server redirects to another address} */
    public boolean isRedirect() {
        return isRedirect(status);
    }

    /** {@return whether the server wants fewer requests} */
    public boolean isTooManyRequests() {
        return status == TOO_MANY_REQUESTS;
    }

    /** {@return whether the server, not the request, is at fault} */
    public boolean isServerError() {
        return status >= FIRST_SERVER_ERROR;
    }

    /** The proxy that may have answered instead of the server. */
    Optional<HttpProxy> proxy() {
        return proxy;
    }

    /** The value of the header, as the server wrote it. */
    Optional<String> retryAfter() {
        return retryAfter;
    }

    @Override
    public boolean isRetryable() {
        return RETRYABLE.contains(status);
    }

    /** An unexpected success, a timeout of a proxy, or a server error whose response is incomplete. */
    @Override
    public boolean isAmbiguous() {
        return status < FIRST_REDIRECT || WITHOUT_ANSWER.contains(status) || isServerError() && !complete;
    }
}

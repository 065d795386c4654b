package io.github.fdomaven.http;

import java.util.Optional;

/** A response with the expected status and invalid content. If the content is an error, the message ends with its words. */
public final class InvalidResponseException extends HttpException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<String> advice;

    InvalidResponseException(HttpResponse response, String problem, Optional<String> advice, Throwable cause) {
        super(response.request(), response.status() + ": " + withoutFullStop(problem) + words(response), cause);
        this.advice = advice;
    }

    private static String words(HttpResponse response) {
        return response.errorMessage().map(words -> ": " + words).orElse("");
    }

    private static String withoutFullStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** {@return what the user can do, if there is specific advice for this problem} */
    public Optional<String> advice() {
        return advice;
    }

    @Override
    public boolean isRetryable() {
        return false;
    }

    @Override
    public boolean isAmbiguous() {
        return true;
    }
}

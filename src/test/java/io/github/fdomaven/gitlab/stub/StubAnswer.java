package io.github.fdomaven.gitlab.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * An answer of the stub.
 *
 * @param status the status; without an answer, one of the two numbers below
 * @param contentType the type of the content
 * @param content the content
 * @param headers the other headers
 */
public record StubAnswer(int status, String contentType, String content, Map<String, String> headers) {

    private static final int DROPPED = 0;
    private static final int MISSING = -1;

    /** {@return an answer in JSON} */
    public static StubAnswer json(int status, Object content) {
        try {
            return new StubAnswer(status, "application/json", new ObjectMapper().writeValueAsString(content), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return the usual form of GitLab's errors} */
    public static StubAnswer message(int status, String message) {
        return json(status, Map.of("message", message));
    }

    /** {@return an error of the API's framework} */
    public static StubAnswer error(int status, String error) {
        return json(status, Map.of("error", error));
    }

    /** {@return the error of a pipeline: an object with lists of texts} */
    public static StubAnswer pipelineError(String message) {
        return json(400, Map.of("message", Map.of("base", List.of(message))));
    }

    /** {@return GitLab's limit of pipelines per minute, which has no Retry-After} */
    public static StubAnswer tooManyPipelines() {
        return pipelineError("Too many pipelines created in the last minute. Try again later.");
    }

    /** {@return GitLab's limit of requests} */
    public static StubAnswer throttled(long seconds) {
        return new StubAnswer(
                429,
                "text/plain",
                "Retry later\n",
                Map.of(
                        "Retry-After",
                        String.valueOf(seconds),
                        "RateLimit-Reset",
                        String.valueOf(1_795_478_400 + seconds)));
    }

    /** {@return an internal error of GitLab} */
    public static StubAnswer internalError() {
        return message(500, "500 Internal Server Error");
    }

    /** {@return the page of the proxy if GitLab is not running} */
    public static StubAnswer badGateway() {
        return new StubAnswer(
                502,
                "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html>\n<head>\n  <style>\n    body { color: #666; }\n  </style>\n"
                        + "  <title>GitLab is not responding (502)</title>\n</head>\n"
                        + "<body><h1>502</h1><h3>Whoops, GitLab is taking too much time to respond.</h3></body>\n</html>\n",
                Map.of());
    }

    /** {@return a redirect} */
    public static StubAnswer redirect(int status, String location) {
        return new StubAnswer(status, "text/html", "", Map.of("Location", location));
    }

    /** {@return no answer: the connection is dropped after the request was received} */
    public static StubAnswer dropped() {
        return new StubAnswer(DROPPED, "", "", Map.of());
    }

    /** {@return no answer: the connection stays open until the client closes it} */
    public static StubAnswer missing() {
        return new StubAnswer(MISSING, "", "", Map.of());
    }

    String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            default -> "Other";
        };
    }

    boolean isDropped() {
        return status == DROPPED;
    }

    boolean isMissing() {
        return status == MISSING;
    }
}

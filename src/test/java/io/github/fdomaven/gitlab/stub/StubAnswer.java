package io.github.fdomaven.gitlab.stub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/**
 * An answer of the stub.
 *
 * @param status the status; 0 for no answer: the connection is dropped after the request was received
 * @param contentType what the content is
 * @param content the content
 * @param headers the other headers
 */
public record StubAnswer(int status, String contentType, String content, Map<String, String> headers) {

    private static final int DROPPED = 0;

    private static final Map<Integer, String> REASONS = Map.of(
            200,
            "OK",
            201,
            "Created",
            400,
            "Bad Request",
            401,
            "Unauthorized",
            403,
            "Forbidden",
            404,
            "Not Found",
            429,
            "Too Many ImageDefinitionBuilder",
            500,
            "Internal Server Error",
            502,
            "Bad Gateway");

    /** {@return an answer in JSON} */
    public static StubAnswer json(int status, Object content) {
        try {
            return new StubAnswer(status, "application/json", new ObjectMapper().writeValueAsString(content), Map.of());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** {@return the usual form of an error} */
    public static StubAnswer message(int status, String message) {
        return json(status, Map.of("message", message));
    }

    /** {@return the form of an error in the request, as the API's framework has it} */
    public static StubAnswer error(int status, String error) {
        return json(status, Map.of("error", error));
    }

    /** {@return the form of an error of a pipeline: an object that has a list for each thing that is wrong} */
    public static StubAnswer pipelineError(String message) {
        return json(400, Map.of("message", Map.of("base", List.of(message))));
    }

    /** {@return GitLab's limit of pipelines a minute, which comes without a Retry-After} */
    public static StubAnswer tooManyPipelines() {
        return pipelineError("Too many pipelines created in the last minute. Try again later.");
    }

    /** {@return GitLab's general throttle} */
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

    /** {@return trouble inside of GitLab} */
    public static StubAnswer internalError() {
        return message(500, "500 Internal Server Error");
    }

    /** {@return what the proxy before GitLab says when GitLab is away} */
    public static StubAnswer badGateway() {
        return new StubAnswer(
                502,
                "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html>\n<head>\n  <style>\n    body { color: #666; }\n  </style>\n"
                        + "  <title>GitLab is not responding (502)</title>\n</head>\n"
                        + "<body><h1>502</h1><h3>Whoops, GitLab is taking too much time to respond.</h3></body>\n</html>\n",
                Map.of());
    }

    /** {@return an answer that leads elsewhere} */
    public static StubAnswer redirect(int status, String location) {
        return new StubAnswer(status, "text/html", "", Map.of("Location", location));
    }

    /** {@return no answer: the connection is dropped after the request was received} */
    public static StubAnswer dropped() {
        return new StubAnswer(DROPPED, "", "", Map.of());
    }

    String reason() {
        return REASONS.getOrDefault(status, "Whatever");
    }

    boolean isDropped() {
        return status == DROPPED;
    }
}

package io.github.fdomaven.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.failure.EnvironmentException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The call that makes an image of a container, which docker-java's own leaves out the entrypoint of. Podman 4.3 heeds
 * instructions only. Docker 20.10 takes away an entrypoint that the container was created with only for a body, and not
 * even for that when there are instructions beside it.
 *
 * @param isPodman whether the engine is Podman
 */
record Commit(DockerHttpClient http, EngineErrors errors, boolean isPodman) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String of(String container, CommitSpec spec) {
        Request request = Request.builder()
                .method(Request.Method.POST)
                .path("/commit?container=" + container + "&pause=true" + (isPodman ? instructions(spec) : ""))
                .headers(Map.of("Content-Type", "application/json"))
                .bodyBytes(json(isPodman ? Map.of() : body(spec)).getBytes(StandardCharsets.UTF_8))
                .build();
        return errors.call("commit the build container", () -> {
            try (Response response = http.execute(request)) {
                JsonNode answer = JSON.readTree(response.getBody());
                if (!answer.path("Id").isTextual()) {
                    throw new EnvironmentException(
                            "Could not commit the build container: " + errors.engine() + " answered "
                                    + response.getStatusCode() + ": "
                                    + answer.path("message").asText(answer.toString()));
                }
                return answer.path("Id").asText();
            } catch (IOException e) {
                throw errors.broken("commit the build container", e);
            }
        });
    }

    private static Map<String, Object> body(CommitSpec spec) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Entrypoint", spec.entrypoint());
        body.put("Cmd", spec.cmd());
        body.put("WorkingDir", spec.workingDir());
        spec.user().ifPresent(user -> body.put("User", user));
        body.put("Labels", spec.labels());
        return body;
    }

    private static String instructions(CommitSpec spec) {
        List<String> instructions = new ArrayList<>();
        instructions.add("ENTRYPOINT " + json(spec.entrypoint()));
        // After the entrypoint, which resets it.
        if (!spec.cmd().isEmpty()) {
            instructions.add("CMD " + json(spec.cmd()));
        }
        instructions.add("WORKDIR " + spec.workingDir());
        spec.user().ifPresent(user -> instructions.add("USER " + user));
        spec.labels().forEach((name, value) -> instructions.add("LABEL " + name + "=" + value));
        StringBuilder query = new StringBuilder();
        for (String instruction : instructions) {
            query.append("&changes=").append(URLEncoder.encode(instruction, StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings cannot fail to become JSON.", e);
        }
    }
}

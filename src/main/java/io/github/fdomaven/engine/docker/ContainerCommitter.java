package io.github.fdomaven.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.OneLine;
import java.io.EOFException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commits containers by direct API requests, because docker-java's commit command has no entrypoint. */
record ContainerCommitter(DockerHttpClient http, EngineErrors errors) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ATTEMPT = "commit the container";

    /** Commits a container as an image with a temporary tag, and returns the image ID. */
    String commit(String container, TemporaryTag tag, CommitSpec spec) {
        EngineQuirks quirks = errors.quirks();
        boolean byInstructions = quirks.commitsByInstructions();
        Map<String, Object> body = new LinkedHashMap<>(byInstructions ? Map.of() : body(spec));
        if (quirks.losesOnBuildAndShell()) {
            body.putAll(onBuildAndShell(container));
        }
        JsonNode answer = execute(
                Request.Method.POST,
                "/commit?container=" + container + "&pause=" + quirks.pausesInCommit() + "&repo="
                        + TemporaryTag.REPOSITORY + "&tag=" + tag.tag() + (byInstructions ? instructions(spec) : ""),
                json(body));
        return quirks.imageId(answer.get("Id").asText());
    }

    private Map<String, Object> onBuildAndShell(String container) {
        String image = execute(Request.Method.GET, "/containers/" + container + "/json", "")
                .path("Image")
                .asText();
        JsonNode config =
                execute(Request.Method.GET, "/images/" + image + "/json", "").path("Config");
        Map<String, Object> lost = new LinkedHashMap<>();
        for (String name : List.of("OnBuild", "Shell")) {
            if (config.hasNonNull(name)) {
                lost.put(name, config.get(name));
            }
        }
        return lost;
    }

    /** Returns the response of a successful request, which has an ID. */
    private JsonNode execute(Request.Method method, String path, String body) {
        Request.Builder request = Request.builder().method(method).path(path);
        if (!body.isEmpty()) {
            request.headers(Map.of("Content-Type", "application/json"))
                    .bodyBytes(body.getBytes(StandardCharsets.UTF_8));
        }
        return errors.call(ATTEMPT, () -> {
            try (Response response = http.execute(request.build())) {
                JsonNode answer = JSON.readTree(response.getBody());
                if (answer.isMissingNode()) {
                    throw new EOFException("the connection was closed before the content of the answer");
                }
                if (!answer.path("Id").isTextual()) {
                    throw new EnvironmentException("Could not " + ATTEMPT + ": " + errors.engine() + " answered "
                            + response.getStatusCode() + ": "
                            + OneLine.of(answer.path("message").asText(answer.toString())));
                }
                return answer;
            } catch (IOException e) {
                throw errors.broken(ATTEMPT, e);
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
        // CMD comes after ENTRYPOINT, which resets it.
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
            throw new IllegalStateException("Cannot write strings as JSON", e);
        }
    }
}

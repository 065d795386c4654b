package io.github.fdomaven.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.engine.connection.NoAnswerException;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.OneLine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kind and version of an engine.
 *
 * @param quirks the kind
 * @param number the version, such as {@code 20.10.24}
 * @param platform the platform of the engine's machine
 */
record EngineVersion(EngineQuirks quirks, String number, Optional<Platform> platform) {

    private static final int OK = 200;

    private static final int MAX_QUOTE = 120;

    /** The API version of Docker 20.10 and Podman 4, the oldest tested engines. */
    private static final int OLDEST_MAJOR = 1;

    private static final int OLDEST_MINOR = 41;

    private static final Pattern API = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /**
     * Parses the response to a request for the version.
     *
     * @throws NoAnswerException if it does not come from a supported engine
     */
    static EngineVersion parse(int status, String body) throws NoAnswerException {
        if (body.contains("HTTP request to an HTTPS server")) {
            throw new NoAnswerException(
                    "it requires TLS. Set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the directory with ca.pem, cert.pem"
                            + " and key.pem");
        }
        JsonNode answer = json(body);
        Matcher api = API.matcher(answer.path("ApiVersion").asText(""));
        if (status != OK || !api.matches()) {
            throw new NoAnswerException("the server is not a container engine: status " + status + ", " + quote(body));
        }
        EngineVersion version = new EngineVersion(
                EngineQuirks.of(answer.path("Components").findValuesAsText("Name")),
                OneLine.of(answer.path("Version").asText("")),
                platform(answer.path("Os").asText(""), answer.path("Arch").asText("")));
        int major = Integer.parseInt(api.group(1));
        if (major < OLDEST_MAJOR || major == OLDEST_MAJOR && Integer.parseInt(api.group(2)) < OLDEST_MINOR) {
            throw new NoAnswerException(
                    version + " is too old: it has version " + api.group() + " of the Docker API, and " + OLDEST_MAJOR
                            + "." + OLDEST_MINOR + " is required. Use Docker 20.10, Podman 4 or later");
        }
        return version;
    }

    private static Optional<Platform> platform(String os, String architecture) {
        try {
            return Optional.of(Platform.parse(os + "/" + architecture));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String body) {
        try {
            JsonNode answer = new ObjectMapper().readTree(body);
            return answer == null ? new ObjectMapper().nullNode() : answer;
        } catch (JsonProcessingException e) {
            return new ObjectMapper().nullNode();
        }
    }

    private static String quote(String body) {
        String line = OneLine.whole(body);
        if (line.isEmpty()) {
            return "empty body";
        }
        return "'" + OneLine.limited(line, MAX_QUOTE) + "'";
    }

    @Override
    public String toString() {
        return quirks + " " + number;
    }
}

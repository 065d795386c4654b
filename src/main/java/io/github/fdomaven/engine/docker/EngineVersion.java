package io.github.fdomaven.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.engine.connection.NoAnswerException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an engine says of itself.
 *
 * @param dialect which kind of engine it is
 * @param number its version, such as {@code 20.10.24}
 */
record EngineVersion(EngineQuirks dialect, String number) {

    private static final int OK = 200;

    private static final int LONGEST_QUOTE = 120;

    /** The API of Docker 20.10 and of Podman 4, the oldest that this is tested with: 1.41. */
    private static final int OLDEST_MAJOR = 1;

    private static final int OLDEST_MINOR = 41;

    private static final Pattern API = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /**
     * Reads the answer to the question for the version.
     *
     * @param status its HTTP status
     * @param body its body
     * @throws NoAnswerException if it is not the answer of an engine that we can speak to
     */
    static EngineVersion parse(int status, String body) throws NoAnswerException {
        if (body.contains("HTTP request to an HTTPS server")) {
            throw new NoAnswerException(
                    "it wants to be spoken to by TLS. Set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the"
                            + " directory with ca.pem, cert.pem and key.pem");
        }
        JsonNode answer = json(body);
        Matcher api = API.matcher(answer.path("ApiVersion").asText(""));
        if (status != OK || !api.matches()) {
            throw new NoAnswerException(
                    "what answers there is no container engine: status " + status + ", " + quote(body));
        }
        EngineVersion version = new EngineVersion(
                EngineQuirks.of(answer.path("Components").findValuesAsText("Name")),
                answer.path("Version").asText(""));
        int major = Integer.parseInt(api.group(1));
        if (major < OLDEST_MAJOR || major == OLDEST_MAJOR && Integer.parseInt(api.group(2)) < OLDEST_MINOR) {
            throw new NoAnswerException(
                    version + " is too old: it speaks version " + api.group() + " of Docker's API, and " + OLDEST_MAJOR
                            + "." + OLDEST_MINOR + " is needed, which Docker 20.10 and Podman 4 speak");
        }
        return version;
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
        String line = body.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "and nothing else";
        }
        return "'" + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…") + "'";
    }

    /** Its kind and its version. */
    @Override
    public String toString() {
        return dialect + " " + number;
    }
}

package io.github.fdomaven.gitlab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pipeline, as GitLab tells of it.
 *
 * @param id its number
 * @param status how it is
 * @param webUrl where a person can look at it, if GitLab says
 */
public record Pipeline(long id, PipelineStatus status, Optional<URI> webUrl) {

    /** Of letters that go from left to right, and not too many. */
    private static final Pattern PLAIN = Pattern.compile("[!-~]{1,1000}");

    private static final Pattern ON_THE_WEB = Pattern.compile("https?");

    /**
     * Makes sure that it may be a pipeline.
     *
     * @param id its number
     * @param status how it is
     * @param webUrl where a person can look at it, if GitLab says
     * @throws IllegalArgumentException if the number is not one that GitLab gives
     */
    public Pipeline {
        if (id <= 0) {
            throw new IllegalArgumentException(id + " is not the number of a pipeline.");
        }
    }

    /** Reads what GitLab answers; nothing if that is not a pipeline. */
    static Optional<Pipeline> parse(String json) {
        try {
            JsonNode entity = JsonMapper.builder().build().readTree(json);
            JsonNode id = entity.path("id");
            return id.isIntegralNumber() && id.canConvertToLong()
                    ? Optional.of(new Pipeline(
                            id.longValue(),
                            new PipelineStatus(entity.path("status").asText()),
                            webUrl(entity.path("web_url").asText())))
                    : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** It is shown to people, who may click on it. */
    private static Optional<URI> webUrl(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> PLAIN.matcher(text).matches())
                    .filter(uri -> uri.getHost() != null
                            && ON_THE_WEB
                                    .matcher(String.valueOf(uri.getScheme()))
                                    .matches());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}

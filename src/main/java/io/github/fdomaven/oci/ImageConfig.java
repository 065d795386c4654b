package io.github.fdomaven.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an image says about itself.
 *
 * @param created when it was made
 * @param platform what it runs on
 * @param labels its labels, in the order of their names
 */
public record ImageConfig(Optional<Instant> created, Optional<Platform> platform, Map<String, String> labels) {

    /**
     * Takes a copy of the labels.
     *
     * @param created when it was made
     * @param platform what it runs on
     * @param labels its labels
     */
    public ImageConfig {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /**
     * Makes a config of what an engine says.
     *
     * @param created when it was made, as a config has it, or null
     * @param platform what it runs on
     * @param labels its labels
     * @return the config
     */
    public static ImageConfig of(String created, Optional<Platform> platform, Map<String, String> labels) {
        return new ImageConfig(Optional.ofNullable(created).flatMap(ImageConfig::instant), platform, labels);
    }

    /**
     * Reads a config.
     *
     * @param content the content of the config's blob
     * @return the config
     * @throws IllegalArgumentException if the content is not a config
     */
    public static ImageConfig parse(byte[] content) {
        JsonNode document = Json.object("The config", content);
        return new ImageConfig(
                Json.text(document, "created").flatMap(ImageConfig::instant),
                Json.platform(document),
                labels(document));
    }

    /** Nothing depends on it, so that an odd one is no reason to refuse an image. */
    private static Optional<Instant> instant(String text) {
        try {
            // The year 1 is what engines write for a time that they do not know.
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() > 1)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(JsonNode document) {
        Map<String, String> labels = new TreeMap<>();
        document.path("config")
                .path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText("")));
        return labels;
    }
}

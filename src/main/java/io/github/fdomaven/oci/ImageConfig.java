package io.github.fdomaven.oci;

import io.github.fdomaven.support.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The config of an image, as far as this plugin uses it.
 *
 * @param createdText the time of creation as text, which is parsed only where it is needed
 * @param platform the platform that the image runs on
 * @param labels the labels, sorted by name
 */
public record ImageConfig(Optional<String> createdText, Optional<Platform> platform, Map<String, String> labels) {

    public ImageConfig {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /**
     * Creates a config from the answer of an engine.
     *
     * @param created the time of creation as text, or null
     */
    public static ImageConfig of(String created, Optional<Platform> platform, Map<String, String> labels) {
        return new ImageConfig(Optional.ofNullable(created), platform, labels);
    }

    /** Parses the content of a config's blob. */
    public static ImageConfig parse(byte[] content) {
        JsonValue document = Json.object("The config", content);
        return new ImageConfig(
                Json.text(document, "created"),
                Json.platform(document).filter(platform -> !platform.isUnknown()),
                Json.texts(document.path("config").path("Labels")));
    }

    /** {@return the time of creation} An invalid time is ignored: nothing depends on it. */
    public Optional<Instant> created() {
        return createdText.flatMap(ImageConfig::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            // Engines write the year 1 for an unknown time.
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() > 1)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package io.github.fdomaven.oci;

import io.github.fdomaven.support.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The config of an image, as far as this plugin uses it.
 *
 * @param createdText the time of creation as text, which is parsed only where it is needed
 * @param platform the platform that the image runs on
 * @param labels the labels, sorted by name
 * @param defaults how a container of the image starts; nothing is known about it if an engine described the image
 */
public record ImageConfig(
        Optional<String> createdText,
        Optional<Platform> platform,
        Map<String, String> labels,
        ContainerDefaults defaults) {

    public ImageConfig {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** Creates a config that says nothing about its containers. */
    public ImageConfig(Optional<String> createdText, Optional<Platform> platform, Map<String, String> labels) {
        this(createdText, platform, labels, ContainerDefaults.NONE);
    }

    /**
     * How a container of an image starts.
     *
     * @param environment the environment variables, sorted by name
     * @param user the user; empty for root
     */
    public record ContainerDefaults(
            Map<String, String> environment,
            List<String> entrypoint,
            List<String> cmd,
            String workingDir,
            String user) {

        static final ContainerDefaults NONE = new ContainerDefaults(Map.of(), List.of(), List.of(), "", "");

        public ContainerDefaults {
            environment = Collections.unmodifiableMap(new TreeMap<>(environment));
            entrypoint = List.copyOf(entrypoint);
            cmd = List.copyOf(cmd);
        }

        private static ContainerDefaults of(JsonValue config) {
            Map<String, String> environment = new LinkedHashMap<>();
            for (String variable : Json.list(config.path("Env"))) {
                int end = variable.indexOf('=');
                environment.put(end < 0 ? variable : variable.substring(0, end), variable.substring(end + 1));
            }
            return new ContainerDefaults(
                    environment,
                    Json.list(config.path("Entrypoint")),
                    Json.list(config.path("Cmd")),
                    Json.text(config, "WorkingDir").orElse(""),
                    Json.text(config, "User").orElse(""));
        }
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
                Json.texts(document.path("config").path("Labels")),
                ContainerDefaults.of(document.path("config")));
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

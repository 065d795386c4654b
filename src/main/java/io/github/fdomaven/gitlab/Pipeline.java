package io.github.fdomaven.gitlab;

import io.github.fdomaven.support.JsonValue;
import io.github.fdomaven.support.OneLine;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A pipeline, as GitLab reports it.
 *
 * @param id the pipeline's ID
 * @param status GitLab's name of the status, such as {@code running}; new versions of GitLab may have new statuses
 * @param webUrl the page of the pipeline, if GitLab reports it
 */
public record Pipeline(long id, String status, Optional<URI> webUrl) {

    private static final Pattern STATUS = Pattern.compile("[a-z_]{1,40}");
    private static final Set<String> FAILURES = Set.of("failed", "canceled");

    /** A manual pipeline waits for a user, and a skipped pipeline has no jobs to run. */
    private static final Set<String> OTHER_ENDS = Set.of("success", "skipped", "manual");

    /** Users may click on the URL: only visible ASCII characters, and http or https. */
    private static final Pattern VISIBLE = Pattern.compile("https?:[!-~]{1,1000}");

    public Pipeline {
        if (id <= 0) {
            throw new IllegalArgumentException(id + " is not the ID of a pipeline.");
        }
        if (!STATUS.matcher(status).matches()) {
            throw new IllegalArgumentException(OneLine.quote(status) + " is not the status of a pipeline.");
        }
    }

    /** Parses GitLab's response. Empty if the response is not a pipeline. */
    static Optional<Pipeline> parse(JsonValue entity) {
        Optional<Long> id = entity.path("id").integer();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Pipeline(
                    id.get(),
                    entity.path("status").asText(),
                    webUrl(entity.path("web_url").asText())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> webUrl(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(uri -> VISIBLE.matcher(text).matches() && uri.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@return whether the pipeline has ended, or waits for a user} */
    public boolean hasEnded() {
        return hasFailed() || OTHER_ENDS.contains(status);
    }

    /** {@return whether the pipeline failed or was canceled} */
    public boolean hasFailed() {
        return FAILURES.contains(status);
    }

    /** Returns the ID and the page, for messages. */
    @Override
    public String toString() {
        return "pipeline " + id + webUrl.map(url -> " " + url).orElse("");
    }
}

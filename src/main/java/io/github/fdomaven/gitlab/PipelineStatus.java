package io.github.fdomaven.gitlab;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a pipeline is, in GitLab's words. New versions have new ones: what is not known here is taken for something that goes
 * on.
 *
 * @param name GitLab's word
 */
public record PipelineStatus(String name) {

    private static final Pattern FORM = Pattern.compile("[a-z_]{1,40}");
    private static final Set<String> FAILURES = Set.of("failed", "canceled");

    /** A manual pipeline waits for a person, who may never come; a skipped one has nothing to do. */
    private static final Set<String> OTHER_ENDS = Set.of("success", "skipped", "manual");

    /**
     * Makes sure that it may be a status.
     *
     * @param name GitLab's word
     * @throws IllegalArgumentException if GitLab has no such words
     */
    public PipelineStatus {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is not the status of a pipeline.");
        }
    }

    /** {@return whether the pipeline goes no further, by itself} */
    public boolean isEnd() {
        return isFailure() || OTHER_ENDS.contains(name);
    }

    /** {@return whether the pipeline ended without doing what it was to do} */
    public boolean isFailure() {
        return FAILURES.contains(name);
    }

    @Override
    public String toString() {
        return name;
    }
}

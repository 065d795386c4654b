package io.github.fdomaven.gitlab;

/** The result of a request to trigger a pipeline. */
public sealed interface TriggerResult {

    /**
     * GitLab created a pipeline.
     *
     * @param pipeline the pipeline
     */
    record Created(Pipeline pipeline) implements TriggerResult {}

    /**
     * GitLab refused the request.
     *
     * @param message GitLab's own words and advice, without secrets
     */
    record Refused(String message) implements TriggerResult {}

    /**
     * GitLab could not be reached, or failed, in all attempts. There is no pipeline.
     *
     * @param message what happened and advice, without secrets
     */
    record Failed(String message) implements TriggerResult {}

    /**
     * GitLab may have received the request, but did not confirm it. There may be a pipeline. The request was not sent
     * again, because that could create a second pipeline.
     *
     * @param message what happened and advice, without secrets
     */
    record Unknown(String message) implements TriggerResult {}
}

package io.github.fdomaven.gitlab;

/** The result of a request to trigger a pipeline. A message contains GitLab's answer and advice, without secrets. */
public sealed interface TriggerResult {

    /** GitLab created a pipeline. */
    record Created(Pipeline pipeline) implements TriggerResult {}

    /** GitLab refused the request. */
    record Refused(String message) implements TriggerResult {}

    /** GitLab could not be reached, or failed, in all attempts. There is no pipeline. */
    record Failed(String message) implements TriggerResult {}

    /**
     * GitLab may have received the request, but did not confirm it. There may be a pipeline. The request was not sent again,
     * because that could create a second pipeline.
     */
    record Unknown(String message) implements TriggerResult {}
}

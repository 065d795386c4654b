package io.github.fdomaven.gitlab;

/** What came of the wish for a pipeline. */
public sealed interface Triggered {

    /**
     * There is one.
     *
     * @param pipeline the pipeline
     */
    record Created(Pipeline pipeline) implements Triggered {}

    /**
     * GitLab does not want to.
     *
     * @param message what GitLab said, and what to do, without secrets
     */
    record Refused(String message) implements Triggered {}

    /**
     * GitLab could not be asked, or could not do it, after as many tries as are allowed. There is no pipeline.
     *
     * @param message what came back, and what to do, without secrets
     */
    record Failed(String message) implements Triggered {}

    /**
     * GitLab may have got the request, and did not say what it made of it. It was not sent again, for that might have made a
     * second pipeline.
     *
     * @param message what came back, and what to do, without secrets
     */
    record Unknown(String message) implements Triggered {}
}

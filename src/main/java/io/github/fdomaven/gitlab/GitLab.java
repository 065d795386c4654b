package io.github.fdomaven.gitlab;

/** A GitLab, which runs pipelines. */
public interface GitLab {

    /**
     * Triggers a pipeline, once and no more.
     *
     * @param request the pipeline that is wanted
     * @return what came of it
     * @throws io.github.fdomaven.support.EnvironmentException if the thread was interrupted between two tries
     */
    Triggered trigger(TriggerRequest request);

    /**
     * Asks how a pipeline is.
     *
     * @param project whose it is
     * @param id its number
     * @param token what lets us
     * @return the pipeline
     * @throws io.github.fdomaven.support.FixableException if GitLab does not let us, or has no such pipeline
     * @throws io.github.fdomaven.support.EnvironmentException if it cannot be asked, or answers what makes no sense
     */
    Pipeline pipeline(ProjectId project, long id, AccessToken token);
}

package io.github.fdomaven.ci;

import java.util.Optional;

/**
 * The pipeline that builds, as GitLab tells it to its jobs. Outside GitLab nothing of it is known.
 *
 * @param pipelineId the pipeline, CI_PIPELINE_ID
 * @param jobId the job, CI_JOB_ID
 * @param project the path of the project, CI_PROJECT_PATH
 * @param commit the commit, CI_COMMIT_SHA
 * @param projectUrl the address of the project, CI_PROJECT_URL
 */
public record Provenance(
        Optional<String> pipelineId,
        Optional<String> jobId,
        Optional<String> project,
        Optional<String> commit,
        Optional<String> projectUrl) {}

package io.github.fdomaven.ci;

import java.util.Optional;

/**
 * The job that builds an image. All of it is empty outside GitLab.
 *
 * @param pipelineId the ID of the pipeline
 * @param jobId the ID of the job
 * @param project the path of the project
 * @param commit the hash of the commit
 * @param projectUrl the address of the project
 */
public record Provenance(
        Optional<String> pipelineId,
        Optional<String> jobId,
        Optional<String> project,
        Optional<String> commit,
        Optional<String> projectUrl) {}

package io.github.fdomaven.ci;

import java.util.Optional;

/**
 * GitLab's <a href="https://docs.gitlab.com/ci/variables/predefined_variables/">predefined variables</a> of a job. All are
 * empty outside GitLab.
 */
public record CiVariables(Environment environment) {

    /** {@return the ID of the pipeline, or of the parent pipeline that passed on its ID as {@code FDO_PIPELINE_ID}} */
    public Optional<String> pipelineId() {
        return environment
                .get("FDO_PIPELINE_ID")
                .or(() -> environment.get("CI_PIPELINE_ID"))
                .map(String::strip);
    }

    /** {@return the ID of the job} */
    public Optional<String> jobId() {
        return environment.get("CI_JOB_ID");
    }

    /** {@return the path of the project} */
    public Optional<String> projectPath() {
        return environment.get("CI_PROJECT_PATH");
    }

    /** {@return the hash of the commit} */
    public Optional<String> commit() {
        return environment.get("CI_COMMIT_SHA");
    }

    /** {@return the address of the project} */
    public Optional<String> projectUrl() {
        return environment.get("CI_PROJECT_URL");
    }
}

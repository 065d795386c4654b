package io.github.fdomaven.ci;

import java.util.Optional;

/**
 * GitLab's predefined variables of a job: https://docs.gitlab.com/ci/variables/predefined_variables/
 *
 * @param environment the environment
 */
public record CiVariables(Environment environment) {

    /** {@return the origin of the images that this job builds} */
    public Provenance provenance() {
        return new Provenance(
                pipelineId(),
                environment.get("CI_JOB_ID"),
                projectPath(),
                environment.get("CI_COMMIT_SHA"),
                environment.get("CI_PROJECT_URL"));
    }

    /** {@return the ID of the pipeline, or of its parent pipeline if that passed it on as {@code FDO_PIPELINE_ID}} */
    public Optional<String> pipelineId() {
        return environment
                .get("FDO_PIPELINE_ID")
                .or(() -> environment.get("CI_PIPELINE_ID"))
                .map(String::strip);
    }

    /** {@return the path of the project} */
    public Optional<String> projectPath() {
        return environment.get("CI_PROJECT_PATH");
    }
}

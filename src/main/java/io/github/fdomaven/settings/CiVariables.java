package io.github.fdomaven.settings;

import io.github.fdomaven.build.Provenance;
import io.github.fdomaven.credentials.CiJobCredentials;

/** What GitLab tells to its jobs: https://docs.gitlab.com/ci/variables/predefined_variables/ */
public final class CiVariables {

    private final Environment environment;

    /**
     * Prepares to read the variables.
     *
     * @param environment the environment
     */
    public CiVariables(Environment environment) {
        this.environment = environment;
    }

    /** {@return the pipeline that runs} */
    public Provenance provenance() {
        return new Provenance(
                environment.get("CI_PIPELINE_ID"),
                environment.get("CI_JOB_ID"),
                environment.get("CI_PROJECT_PATH"),
                environment.get("CI_COMMIT_SHA"),
                environment.get("CI_PROJECT_URL"));
    }

    /** {@return the credentials of the job for GitLab's registry} */
    public CiJobCredentials credentials() {
        return new CiJobCredentials(
                environment.get("CI_REGISTRY"),
                environment.get("CI_REGISTRY_USER"),
                environment.get("CI_REGISTRY_PASSWORD"));
    }
}

package io.github.fdomaven.ci;

import io.github.fdomaven.downstream.PokeChain;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.registry.auth.CiJobCredentials;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.util.Optional;
import java.util.function.Function;

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
                pipelineId(),
                environment.get("CI_JOB_ID"),
                environment.get("CI_PROJECT_PATH"),
                environment.get("CI_COMMIT_SHA"),
                environment.get("CI_PROJECT_URL"));
    }

    /** {@return the pipeline that runs} */
    public Optional<String> pipelineId() {
        return environment.get("CI_PIPELINE_ID").map(String::strip);
    }

    /**
     * {@return the path of the project whose pipeline runs}
     *
     * @throws FixableException if it is not one
     */
    public Optional<ProjectId> project() {
        return parsed("CI_PROJECT_PATH", ProjectId::new);
    }

    /**
     * {@return the project whose pipeline runs: its number, or its path where GitLab does not tell that}
     *
     * @throws FixableException if it is not one
     */
    public Optional<ProjectId> ownProject() {
        return parsed("CI_PROJECT_ID", ProjectId::new).or(this::project);
    }

    /** {@return where the images of the project are whose pipeline runs, as it is written} */
    public Optional<String> registryImage() {
        return environment.get("CI_REGISTRY_IMAGE");
    }

    /**
     * {@return the pokes that led to this pipeline}
     *
     * @throws FixableException if what is said of them is not the paths of projects
     */
    public PokeChain pokeChain() {
        return parsed(PokeChain.VARIABLE, PokeChain::parse).orElse(PokeChain.EMPTY);
    }

    private <T> Optional<T> parsed(String variable, Function<String, T> parse) {
        try {
            return environment.get(variable).map(parse);
        } catch (IllegalArgumentException e) {
            throw new FixableException(variable + ": " + OneLine.of(e.getMessage()), e);
        }
    }

    /** {@return the credentials of the job for GitLab's registry} */
    public CiJobCredentials credentials() {
        return new CiJobCredentials(
                environment.get("CI_REGISTRY"),
                environment.get("CI_REGISTRY_USER"),
                environment.get("CI_REGISTRY_PASSWORD"));
    }
}

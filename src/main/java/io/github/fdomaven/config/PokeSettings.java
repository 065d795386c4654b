package io.github.fdomaven.config;

import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.downstream.PokeChain;
import io.github.fdomaven.downstream.Poker;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of poke-dependents, apart from the dependents.
 *
 * @param insecure whether plain HTTP to GitLab is allowed
 * @param pipelineId the ID of the pipeline that runs
 * @param project the path of the project whose pipeline runs
 * @param chain the projects poked so far
 * @param force whether to poke no matter which pipeline built the images
 * @param waitVariable the variable that has the token to read the pipelines of dependents with, if the goal waits for them
 */
public record PokeSettings(
        GitLabAddress gitlab,
        boolean insecure,
        Optional<String> pipelineId,
        Optional<ProjectId> project,
        PokeChain chain,
        boolean force,
        boolean failOnError,
        Optional<String> waitVariable,
        Optional<Duration> waitLimit,
        int parallelism) {

    private static final String DEFAULT_GITLAB = "https://gitlab.com";

    /** Reads the settings, or throws FixableException naming the setting that is missing or not valid. */
    public static PokeSettings read(SettingSources sources, Secrets secrets) {
        return new PokeSettings(
                sources.value(Setting.GITLAB_URL, GitLabAddress::parse)
                        .orElseGet(() -> GitLabAddress.parse(DEFAULT_GITLAB)),
                sources.isTrue(Setting.INSECURE_GITLAB),
                new CiVariables(sources.environment()).pipelineId(),
                sources.variable("CI_PROJECT_PATH", ProjectId::new),
                sources.variable(PokeChain.VARIABLE, PokeChain::parse).orElse(PokeChain.EMPTY),
                sources.isTrue(Setting.FORCE_POKE),
                sources.isTrue(Setting.FAIL_ON_ERROR),
                sources.isTrue(Setting.WAIT) ? Optional.of(waitVariable(sources, secrets)) : Optional.empty(),
                sources.duration(Setting.TIMEOUT),
                sources.number(Setting.PARALLELISM).orElse(Poker.PARALLELISM));
    }

    /** {@return whether dependents can be poked: in a pipeline, or if the user forces it} */
    public boolean canPoke() {
        return force || pipelineId.isPresent();
    }

    /**
     * {@return the token to wait with, if the goal waits}
     *
     * @throws FixableException if the variable is not set, or has no token
     */
    public Optional<GitLabToken> waitToken(Environment environment, Secrets secrets) {
        return waitVariable.map(
                variable -> TokenSetting.ofVariable(variable, Setting.ACCESS_TOKEN_VARIABLE, environment, secrets)
                        .as(GitLabToken::access));
    }

    private static String waitVariable(SettingSources sources, Secrets secrets) {
        String variable = sources.value(Setting.ACCESS_TOKEN_VARIABLE)
                .orElseThrow(() -> new FixableException(Setting.WAIT + " is true, but " + Setting.ACCESS_TOKEN_VARIABLE
                        + " is not set. A trigger token or CI_JOB_TOKEN cannot read the pipelines of other projects. Name"
                        + " a variable that has an access token with the scope read_api."));
        return TokenSetting.variable(variable, Setting.ACCESS_TOKEN_VARIABLE, sources.environment(), secrets);
    }
}

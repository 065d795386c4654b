package io.github.fdomaven.config;

import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.gitlab.AccessToken;
import io.github.fdomaven.gitlab.ApiToken;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.JobToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Secrets;
import java.util.Optional;

/** By which way images are deleted. */
public sealed interface DeletionWay {

    /** The variable by which GitLab gives a job its token. */
    String JOB_TOKEN = "CI_JOB_TOKEN";

    /**
     * Through GitLab.
     *
     * @param gitlab where it is
     * @param insecure whether it may be spoken to in plain HTTP
     * @param project whose images
     * @param token what lets us
     */
    record ThroughGitLab(GitLabAddress gitlab, boolean insecure, ProjectId project, ApiToken token)
            implements DeletionWay {}

    /**
     * Through the registry.
     *
     * @param reason why not through GitLab
     */
    record ThroughRegistry(String reason) implements DeletionWay {}

    /**
     * Finds it: GitLab's, where there is all that it takes.
     *
     * @param sources where settings may be set
     * @param images the repository below which the images are
     * @param secrets is told the token
     * @return the way
     * @throws io.github.fdomaven.support.FixableException naming the setting that is not valid
     */
    static DeletionWay read(SettingSources sources, Repository images, Secrets secrets) {
        CiVariables ci = new CiVariables(sources.environment());
        Optional<GitLabAddress> gitlab = sources.value(Setting.GITLAB_URL, GitLabAddress::parse);
        if (gitlab.isEmpty()) {
            return new ThroughRegistry("no " + Setting.GITLAB_URL + " is set");
        }
        if (ci.registryImage()
                .filter(own -> (images + "/").startsWith(own + "/"))
                .isEmpty()) {
            return new ThroughRegistry("no CI_REGISTRY_IMAGE says that " + images + " is this project's own");
        }
        Optional<ProjectId> project = ci.ownProject();
        if (project.isEmpty()) {
            return new ThroughRegistry("neither CI_PROJECT_ID nor CI_PROJECT_PATH says which project this is");
        }
        return token(sources, secrets)
                .<DeletionWay>map(token -> new ThroughGitLab(
                        gitlab.get(), sources.flag(Setting.INSECURE_GITLAB).orElse(false), project.get(), token))
                .orElseGet(() -> new ThroughRegistry(
                        "neither " + Setting.ACCESS_TOKEN_VARIABLE + " nor " + JOB_TOKEN + " is set"));
    }

    private static Optional<ApiToken> token(SettingSources sources, Secrets secrets) {
        Optional<ApiToken> access = sources.value(Setting.ACCESS_TOKEN_VARIABLE)
                .map(variable -> Tokens.read(
                                sources.environment(), variable, Setting.ACCESS_TOKEN_VARIABLE.toString(), secrets)
                        .as(AccessToken::new));
        return access.or(() -> sources.environment()
                .get(JOB_TOKEN)
                .map(token ->
                        Tokens.of("the variable " + JOB_TOKEN, token, secrets).as(JobToken::new)));
    }
}

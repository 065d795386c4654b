package io.github.fdomaven.config;

import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Secrets;
import java.util.Optional;

/** Whether images are deleted through GitLab's API or through the registry. */
public sealed interface DeletionRoute {

    /** GitLab's variable with the token of a job. */
    String JOB_TOKEN = "CI_JOB_TOKEN";

    /** Deletes through GitLab's API. */
    record ThroughGitLab(GitLabAddress gitlab, boolean insecure, ProjectId project, GitLabToken token)
            implements DeletionRoute {}

    /** Deletes through the registry, for the reason that GitLab's API is not used. */
    record ThroughRegistry(String reason) implements DeletionRoute {}

    /**
     * {@return GitLab's API if its address, the project and a token are known, else the registry}
     *
     * @param images the parent repository of the images
     * @throws io.github.fdomaven.support.FixableException naming the setting that is not valid
     */
    static DeletionRoute read(SettingSources sources, Repository images, Secrets secrets) {
        Optional<GitLabAddress> gitlab = sources.value(Setting.GITLAB_URL, GitLabAddress::parse);
        if (gitlab.isEmpty()) {
            return new ThroughRegistry(Setting.GITLAB_URL + " is not set");
        }
        boolean isOwn = sources.environment()
                .get("CI_REGISTRY_IMAGE")
                .filter(own -> (images + "/").startsWith(own + "/"))
                .isPresent();
        if (!isOwn) {
            return new ThroughRegistry(images + " is not below CI_REGISTRY_IMAGE");
        }
        Optional<ProjectId> project = sources.variable("CI_PROJECT_ID", ProjectId::new)
                .or(() -> sources.variable("CI_PROJECT_PATH", ProjectId::new));
        if (project.isEmpty()) {
            return new ThroughRegistry("neither CI_PROJECT_ID nor CI_PROJECT_PATH is set");
        }
        return token(sources, secrets)
                .<DeletionRoute>map(token ->
                        new ThroughGitLab(gitlab.get(), sources.isTrue(Setting.INSECURE_GITLAB), project.get(), token))
                .orElseGet(() -> new ThroughRegistry(
                        "neither " + Setting.ACCESS_TOKEN_VARIABLE + " nor " + JOB_TOKEN + " is set"));
    }

    private static Optional<GitLabToken> token(SettingSources sources, Secrets secrets) {
        Optional<GitLabToken> access = sources.value(Setting.ACCESS_TOKEN_VARIABLE)
                .map(variable -> TokenSetting.ofVariable(
                                variable, Setting.ACCESS_TOKEN_VARIABLE, sources.environment(), secrets)
                        .as(GitLabToken::access));
        return access.or(() -> sources.environment()
                .get(JOB_TOKEN)
                .map(token -> TokenSetting.of("the variable " + JOB_TOKEN, token, secrets)
                        .as(GitLabToken::job)));
    }
}

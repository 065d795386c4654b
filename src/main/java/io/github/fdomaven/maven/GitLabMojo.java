package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.Parameter;

/** The parameters of goals that may call GitLab's API. */
abstract class GitLabMojo extends ImageMojo {

    /**
     * Address of GitLab or of its API. Default: <code>https://gitlab.com</code>; none for <code>delete-images</code>,
     * which uses the registry then. Variables: <code>FDO_GITLAB_URL</code>, <code>CI_API_V4_URL</code>,
     * <code>CI_SERVER_URL</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.gitlab.url")
    private String gitlabUrl;

    /**
     * Allow plain HTTP to a GitLab that is not on this machine. Variable: <code>FDO_GITLAB_INSECURE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.gitlab.insecure", defaultValue = "false")
    private boolean insecureGitlab;

    /**
     * Name of the variable that has a GitLab access token: with the scope <code>read_api</code> for <code>wait</code>,
     * with the scope <code>api</code> for <code>delete-images</code>. Default: none; <code>CI_JOB_TOKEN</code> for
     * <code>delete-images</code>. Variable: <code>FDO_ACCESS_TOKEN_VARIABLE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.access.token.variable")
    private String accessTokenVariable;
}

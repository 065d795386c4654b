package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Deletes images of the repositories that the POM's images are in: what has expired, what matches a pattern, what the POM does
 * not name, or all. It says what it would delete, and deletes only with <code>-Dfdo.delete.confirm=true</code>. What the POM
 * names is never deleted, unless it is told by name. It goes through GitLab in a job of the project, and through the registry
 * elsewhere. It is also written to <code>deletions.json</code>.
 *
 * @since 1.0.0
 */
@Mojo(name = "delete-images", requiresProject = false, threadSafe = true)
public final class DeleteImagesMojo extends ImageMojo {
    /**
     * Which images are to be deleted, as far as the POM does not name them: <code>expired</code>, those that are older than
     * their label <code>fdo.expires-after</code> says; <code>unnamed</code>, those that the POM does not name;
     * <code>all</code>. Default: <code>expired</code>; with a <code>pattern</code> <code>all</code> that match it; with
     * <code>deleteTags</code> alone no others than those. Variable: <code>FDO_DELETE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete")
    private String delete;

    /**
     * The tags to which that is narrowed: <code>*</code> stands for any characters, <code>?</code> for any one. Default: none.
     * Variable: <code>FDO_DELETE_PATTERN</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete.pattern")
    private String pattern;

    /**
     * Images, separated by commas, that are to be deleted even if the POM names them: each the name of an image of the POM, or
     * a path and a tag below <code>registryImage</code>. Default: none. Variable: <code>FDO_DELETE_TAGS</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete.tags")
    private String deleteTags;

    /**
     * Whether images are deleted; otherwise it is said which would be. Default: <code>false</code>. Variable:
     * <code>FDO_DELETE_CONFIRM</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete.confirm")
    private String confirm;

    /**
     * The address of GitLab or of its API. Default: <code>CI_API_V4_URL</code> or <code>CI_SERVER_URL</code>, which GitLab sets
     * in its jobs; without it images are deleted through the registry. Variable: <code>FDO_GITLAB_URL</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.gitlab.url")
    private String gitlabUrl;

    /**
     * Whether GitLab may be spoken to in plain HTTP even if it is not on this machine. Default: <code>false</code>. Variable:
     * <code>FDO_GITLAB_INSECURE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.gitlab.insecure")
    private String insecureGitlab;

    /**
     * The name of the variable that has a token by which GitLab lets us delete images of the project (scope <code>api</code>).
     * Default: <code>CI_JOB_TOKEN</code>. Variable: <code>FDO_ACCESS_TOKEN_VARIABLE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.access.token.variable")
    private String accessTokenVariable;

    /**
     * Whether this goal does nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete-images.skip", defaultValue = "false")
    private String skipDeleteImages;

    /**
     * Called by Maven.
     *
     * @param decrypter decrypts the passwords of settings.xml
     */
    @Inject
    public DeleteImagesMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Setting goalSkip() {
        return Setting.SKIP_DELETE_IMAGES;
    }

    @Override
    void work(GoalInput input) {
        new DeleteImagesGoal(input).run();
    }

    @Override
    Map<Setting, String> values() {
        Map<Setting, String> values = super.values();
        values.put(Setting.SKIP_DELETE_IMAGES, skipDeleteImages);
        values.put(Setting.DELETE, delete);
        values.put(Setting.DELETE_PATTERN, pattern);
        values.put(Setting.DELETE_TAGS, deleteTags);
        values.put(Setting.CONFIRM_DELETE, confirm);
        values.put(Setting.GITLAB_URL, gitlabUrl);
        values.put(Setting.INSECURE_GITLAB, insecureGitlab);
        values.put(Setting.ACCESS_TOKEN_VARIABLE, accessTokenVariable);
        return values;
    }
}

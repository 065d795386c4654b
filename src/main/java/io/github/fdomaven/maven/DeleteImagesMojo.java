package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Deletes images from the repositories of the POM's images: expired images, images whose tag matches a pattern, images that
 * the POM does not name, or listed images. It only lists them unless <code>fdo.delete.confirm</code> is true. It never deletes
 * an image that the POM names, unless <code>deleteTags</code> lists it. In a job of the project it uses GitLab's API, elsewhere
 * the registry. <code>deletions.json</code> has the results.
 *
 * @since 1.0.0
 */
@Mojo(name = "delete-images", requiresProject = false, threadSafe = true)
public final class DeleteImagesMojo extends GitLabMojo {

    /**
     * Images to delete. An image that the POM names is kept. <code>expired</code> deletes images that are older than their
     * label <code>fdo.expires-after</code> allows, <code>unnamed</code> and <code>all</code> delete all images.
     * <code>all</code> also says how to delete the images that the POM names. Default: <code>expired</code>;
     * <code>all</code> if there is a <code>pattern</code>; nothing else if there are <code>deleteTags</code>. Variable:
     * <code>FDO_DELETE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete")
    private String delete;

    /**
     * Pattern of the tags to delete: <code>*</code> stands for any characters, <code>?</code> for one character.
     * Default: none. Variable: <code>FDO_DELETE_PATTERN</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete.pattern")
    private String pattern;

    /**
     * Images to delete even if the POM names them, separated by commas: names of images of the POM, or paths and tags
     * below <code>registryImage</code>. Default: none. Variable: <code>FDO_DELETE_TAGS</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete.tags")
    private String deleteTags;

    /**
     * Delete the images. Otherwise the goal only lists them. Variable: <code>FDO_DELETE_CONFIRM</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete.confirm", defaultValue = "false")
    private boolean confirm;

    /**
     * Skip <code>delete-images</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.delete-images.skip", defaultValue = "false")
    private boolean skipDeleteImages;

    @Override
    void run(GoalInput input) {
        new DeleteImagesGoal(input).run();
    }
}

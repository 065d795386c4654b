package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows an image without pulling it: digest, media type, platforms, creation time, size, layers, labels, and whether its base
 * image has changed. <code>inspect.json</code> has the same.
 *
 * @since 1.0.0
 */
@Mojo(name = "inspect-image", requiresProject = false, threadSafe = true)
public final class InspectImageMojo extends EngineMojo {

    /**
     * Image to handle: the name of an image of the POM, a full reference, or a path and tag below
     * <code>registryImage</code>. The goal <code>run</code> needs it if the POM has several images. Default: the images
     * of the POM. Variable: <code>FDO_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.image")
    private String image;

    /**
     * Skip <code>inspect-image</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.inspect-image.skip", defaultValue = "false")
    private boolean skipInspectImage;

    /** Called by Maven. */
    public InspectImageMojo() {}

    @Override
    void run(GoalInput input) {
        new InspectImageGoal(input).run();
    }
}

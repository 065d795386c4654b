package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes sure that the images exist: skips an image whose tag exists, copies an image that an upstream project has, and builds
 * and pushes the others. Independent images are built in parallel, each image after its base image. Without a registry the
 * images stay in the engine.
 *
 * @since 1.0.0
 */
@Mojo(name = "build-image", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public final class BuildImageMojo extends BuildMojo {

    /**
     * Skip <code>build-image</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.build-image.skip", defaultValue = "false")
    private boolean skipBuildImage;

    @Override
    void run(GoalInput input) {
        new BuildImageGoal(input).run();
    }
}

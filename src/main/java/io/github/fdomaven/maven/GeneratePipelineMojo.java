package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Writes <code>pipeline.yml</code>, a GitLab child pipeline with one job for each image that <code>build-image</code> would
 * build or copy. Each job runs <code>build-image</code> for its image, after the job of the base image. So GitLab's runners build
 * the images in parallel. The goal builds nothing.
 *
 * @since 1.0.0
 */
@Mojo(name = "generate-pipeline", requiresProject = false, threadSafe = true)
public final class GeneratePipelineMojo extends BuildMojo {

    /**
     * What all jobs of the generated pipeline have in common. Default: none. Elements of the
     * <code>&lt;pipeline&gt;</code>:
     * <ul>
     *  <li><code>&lt;image&gt;</code>: Image in which the jobs run Maven. Default: the image of the job that generates
     *  the pipeline, or that of the template in <code>extends</code>.</li>
     *  <li><code>&lt;tags&gt;</code>: Tags of the runners, separated by commas. Default: none.</li>
     *  <li><code>&lt;platformTags&gt;</code>: Tags of the runners for the images of a platform, one element for each
     *  platform, with <code>-</code> for <code>/</code> in its name: <code>&lt;linux-arm64&gt;</code> for
     *  <code>linux/arm64</code>. Default: <code>tags</code>.</li>
     *  <li><code>&lt;beforeScript&gt;</code>: Commands to run before Maven, such as those that install a certificate.
     *  Default: none.</li>
     *  <li><code>&lt;services&gt;</code>: Services of the jobs, separated by commas, such as <code>docker:dind</code>.
     *  Default: none.</li>
     *  <li><code>&lt;variables&gt;</code>: Variables of the jobs, one element for each. GitLab expands
     *  <code>$NAME</code> in them. The file shows the values: write no secrets. Default: none.</li>
     *  <li><code>&lt;include&gt;</code>: Files with templates, separated by commas: paths below the top directory of
     *  the repository, or addresses that begin with <code>https://</code>. Default: none.</li>
     *  <li><code>&lt;extends&gt;</code>: Templates in the included files that the jobs extend, separated by commas.
     *  Default: none.</li>
     * </ul>
     *
     * @since 1.0.0
     */
    @Parameter
    private PlexusConfiguration pipeline;

    /**
     * Skip <code>generate-pipeline</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.generate-pipeline.skip", defaultValue = "false")
    private boolean skipGeneratePipeline;

    @Override
    void run(GoalInput input) {
        new GeneratePipelineGoal(input).run();
    }
}

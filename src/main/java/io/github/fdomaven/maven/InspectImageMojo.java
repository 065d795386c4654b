package io.github.fdomaven.maven;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.packages.PackageFilter;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.support.PartialResults;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows an image without pulling it: digest, media type, platforms, creation time, size, layers, labels, packages, and whether its
 * base image has changed. <code>inspect.json</code> has the same, and <code>gl-sbom-&lt;name&gt;.cdx.json</code> has the packages
 * as CycloneDX SBOM.
 *
 * @since 1.0.0
 */
@Mojo(name = "inspect-image", requiresProject = false, threadSafe = true)
public final class InspectImageMojo extends EngineMojo {

    /**
     * Image to handle: the name of an image of the POM, a full reference, or a path and tag below
     * <code>registryImage</code>. The goals <code>run</code> and <code>diff-image</code>
     * need it if the POM has several images. Default: the images
     * of the POM. Variable: <code>FDO_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.image")
    private String image;

    /**
     * Names of the packages to show, separated by commas: <code>*</code> stands for any characters, <code>?</code> for one
     * character. Default: all packages. Variable: <code>FDO_PACKAGES_FILTER</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.packages.filter")
    private String packagesFilter;

    /**
     * Print the result to standard output, not to the log: <code>json</code> prints the report, <code>table</code> a
     * table. With Maven's option <code>-q</code> nothing else is printed. Default: none. Variable:
     * <code>FDO_STDOUT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.stdout")
    private String stdout;

    /**
     * Skip <code>inspect-image</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.inspect-image.skip", defaultValue = "false")
    private boolean skipInspectImage;

    @Override
    void run(GoalInput input) {
        ResultOutput output = input.resultOutput();
        List<NamedImage> images = input.images();
        input.prepare(images, NamedImage::reference, Reports::inspections);
        try (EngineProvider engines = input.engines()) {
            Inspector inspector = new Inspector(input.store(input.registry(), engines), input.graph()::definition);
            PackageFilter filter = input.main().settings().packageFilter();
            PartialResults<Inspection> inspections =
                    PartialResults.of(images, image -> inspector.inspect(image, filter));
            show(inspections.results(), input, output);
            input.write(inspections.results(), inspection -> inspection.image().reference(), Reports::inspections);
            inspections.check();
        }
    }

    private static void show(List<Inspection> inspections, GoalInput input, ResultOutput output) {
        List<String> lines = new InspectionTable(input.run().secrets()).lines(inspections);
        output.show(
                () -> input.reports(input.main().outputDirectory())
                        .inspections()
                        .json(inspections),
                () -> lines,
                () -> lines.forEach(input.run().log()::info));
    }
}

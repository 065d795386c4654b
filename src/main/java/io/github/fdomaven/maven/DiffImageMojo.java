package io.github.fdomaven.maven;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compares two images without pulling them: packages, recipe, base image, labels, environment, entrypoint, cmd, size and
 * layers. Two indexes are compared for each platform that both have. <code>diff.json</code> and <code>diff.md</code> have the
 * same.
 *
 * @since 1.0.0
 */
@Mojo(name = "diff-image", requiresProject = false, threadSafe = true)
public final class DiffImageMojo extends ImageMojo {

    /**
     * Image to handle: the name of an image of the POM, a full reference, or a path and tag below
     * <code>registryImage</code>. The goals <code>run</code> and <code>diff-image</code> need it if the POM has several
     * images. Default: the images of the POM. Variable: <code>FDO_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.image")
    private String image;

    /**
     * Image to compare with: the name of an image of the POM, a full reference, or a path and tag below
     * <code>registryImage</code>. Required. Variable: <code>FDO_AGAINST</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.against")
    private String against;

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
     * Skip <code>diff-image</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.diff-image.skip", defaultValue = "false")
    private boolean skipDiffImage;

    @Override
    void run(GoalInput input) {
        ResultOutput output = input.resultOutput();
        NamedImage compared = input.image();
        NamedImage other = input.main().settings().comparedImage(input.graph());
        Report<List<ImageDifference>> report = input.reports(
                        input.owner(compared.reference()).outputDirectory())
                .differences();
        report.prepare();
        try (EngineProvider engines = new RegistriesOnly()) {
            Inspector inspector = new Inspector(input.store(input.registry(), engines), input.graph()::definition);
            List<ImageDifference> differences = inspector.compare(other, compared);
            List<String> lines = lines(differences, input.run().secrets());
            output.show(
                    () -> report.json(differences),
                    () -> lines,
                    () -> lines.forEach(input.run().log()::info));
            report.write(differences);
        }
    }

    private static List<String> lines(List<ImageDifference> differences, Secrets secrets) {
        DifferenceTable table = new DifferenceTable(secrets, Integer.MAX_VALUE);
        List<String> lines = new ArrayList<>();
        for (ImageDifference difference : differences) {
            lines.add(difference.title() + ": " + difference.summary());
            lines.addAll(table.lines(difference));
        }
        return lines;
    }
}

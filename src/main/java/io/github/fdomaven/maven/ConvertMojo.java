package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.convert.CiConverter;
import io.github.fdomaven.convert.Conversion;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.support.Plural;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Converts a <code>.gitlab-ci.yml</code> that uses freedesktop.org's CI templates. The goal prints a
 * <code>&lt;configuration&gt;</code> with the same images and the same tags, so that no image is built again, and warns about
 * everything that it cannot express. <code>convert.xml</code> has the configuration too. The goal changes no other file, runs
 * nothing of the file and sends no request.
 *
 * @since 1.0.0
 */
@Mojo(name = "convert", requiresProject = false, aggregator = true, threadSafe = true)
public final class ConvertMojo extends GoalMojo {

    /**
     * File to convert. A relative path starts in the directory of the project. Variable:
     * <code>FDO_CONVERT_FILE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.convert.file", defaultValue = ".gitlab-ci.yml")
    private String convertFile;

    /**
     * Skip <code>convert</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.convert.skip", defaultValue = "false")
    private boolean skipConvert;

    @Override
    void run(MavenRun run, Reactor reactor, MojoExecution mojo) {
        PluginConfiguration configuration = PluginConfiguration.of(run.session(), run.project(), mojo);
        MavenModule module = new MavenModule(
                run.session(), run.project(), run.sources(run.project(), configuration.values()), configuration);
        Stream.of(Setting.SKIP, Setting.SKIP_CONVERT)
                .filter(module::isSet)
                .findFirst()
                .ifPresentOrElse(
                        skip -> run.log()
                                .info("Skipped, because " + skip.property().orElseThrow() + " is set."),
                        () -> convert(run, module));
    }

    private static void convert(MavenRun run, MavenModule module) {
        Path file = module.directory()
                .resolve(module.sources().path(Setting.CONVERT_FILE).orElseThrow());
        Report<String> report = new Reports(module.outputDirectory(), run.secrets()::redact).conversion();
        report.prepare();
        Conversion conversion = CiConverter.convert(file, module.directory());
        report.write(conversion.configuration());
        run.log().info(Plural.count(conversion.images(), "image") + " of " + file + ":");
        run.standardOutput()
                .print(run.secrets().redact(conversion.configuration()).lines().toList());
        conversion.notes().forEach(note -> run.log().warn(note.toString()));
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.image.NamedImage;
import io.github.fdomaven.inspect.BaseCheck;
import io.github.fdomaven.inspect.Description;
import io.github.fdomaven.inspect.Inspection;
import io.github.fdomaven.inspect.Inspector;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.report.InspectReport;
import io.github.fdomaven.settings.ImageSettings;
import io.github.fdomaven.settings.RegistrySettings;
import io.github.fdomaven.settings.SettingSources;
import java.util.List;
import java.util.Map;

/** What {@code fdo:inspect-image} does: looks at the image, prints what it sees, and leaves the report. */
final class InspectImageGoal {

    private final MavenRun run;
    private final SettingSources sources;
    private final Map<String, String> labels;

    InspectImageGoal(MavenRun run, SettingSources sources, Map<String, String> labels) {
        this.run = run;
        this.sources = sources;
        this.labels = labels;
    }

    void run() {
        RegistrySettings settings = RegistrySettings.read(sources);
        NamedImage image = new ImageSettings(sources, labels, run.directory(), run.secrets())
                .readChosen(settings.repository(run.localName()));
        InspectReport report = new InspectReport(run.outputDirectory(sources), run.secrets()::redact);
        report.prepare();
        Registry registry = run.registry(run.credentials(), settings.insecureHosts());
        Inspector inspector =
                new Inspector(new ProjectImages(run, sources, settings, registry), new BaseCheck(registry::digest));
        Inspection inspection = inspector.inspect(image);
        Description.of(inspection).forEach(line -> run.log().info(run.secrets().redact(line)));
        report.write(List.of(inspection));
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.inspection.BaseCheck;
import io.github.fdomaven.inspection.Description;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.report.InspectReport;
import io.github.fdomaven.support.Memoizer;
import io.github.fdomaven.support.PartialResults;
import java.util.List;

/** What {@code fdo:inspect-image} does: looks at the image, prints what it sees, and leaves the report. */
final class InspectImageGoal {

    private final GoalInput input;
    private final MavenRun run;
    private final SettingSources sources;

    InspectImageGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.sources = input.sources();
    }

    void run() {
        RegistrySettings settings = RegistrySettings.read(sources);
        List<NamedImage> images =
                input.images(settings.repository(run.localName())).chosenNames();
        InspectReport report = new InspectReport(run.outputDirectory(sources), run.secrets()::redact);
        report.prepare();
        Registry registry = run.registry(run.credentials(), settings.insecureHosts());
        ProjectImages project = new ProjectImages(run, sources, settings, registry);
        Inspector inspector = new Inspector(project, new BaseCheck(new Memoizer<>(project::digest)));
        PartialResults<Inspection> inspections = PartialResults.of(images, inspector::inspect);
        inspections.results().forEach(this::say);
        report.write(inspections.results());
        inspections.check();
    }

    private void say(Inspection inspection) {
        Description.of(inspection).forEach(line -> run.log().info(run.secrets().redact(line)));
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.Description;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.store.ProjectStore;
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
        Report<List<Inspection>> report =
                new Reports(run.outputDirectory(sources), run.secrets()::redact).inspections();
        report.prepare();
        Registry registry = run.registry(run.credentials(), settings.insecureHosts());
        try (EngineProvider engines = run.engines(sources, run.credentials())) {
            ImageLocation location = settings.location(run.localName());
            Inspector inspector = new Inspector(new ProjectStore(List.of(location), registry, engines));
            PartialResults<Inspection> inspections = PartialResults.of(images, inspector::inspect);
            inspections.results().forEach(this::say);
            report.write(inspections.results());
            inspections.check();
        }
    }

    private void say(Inspection inspection) {
        Description.of(inspection).forEach(line -> run.log().info(run.secrets().redact(line)));
    }
}

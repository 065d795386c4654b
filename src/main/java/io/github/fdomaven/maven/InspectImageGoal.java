package io.github.fdomaven.maven;

import io.github.fdomaven.image.NamedImage;
import io.github.fdomaven.inspect.BaseCheck;
import io.github.fdomaven.inspect.Description;
import io.github.fdomaven.inspect.Inspection;
import io.github.fdomaven.inspect.Inspector;
import io.github.fdomaven.parallel.Attempts;
import io.github.fdomaven.parallel.Once;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.report.InspectReport;
import io.github.fdomaven.settings.RegistrySettings;
import io.github.fdomaven.settings.SettingSources;
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
        Inspector inspector = new Inspector(project, new BaseCheck(new Once<>(project::digest)));
        Attempts<Inspection> inspections = Attempts.of(images, inspector::inspect);
        inspections.results().forEach(this::say);
        report.write(inspections.results());
        inspections.check();
    }

    private void say(Inspection inspection) {
        Description.of(inspection).forEach(line -> run.log().info(run.secrets().redact(line)));
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.support.PartialResults;
import java.util.List;

/** The work of {@code fdo:inspect-image}: describes images and writes the report. */
final class InspectImageGoal {

    private final GoalInput input;
    private final MavenRun run;

    InspectImageGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
    }

    void run() {
        List<NamedImage> images = input.images();
        input.byDirectory(images, NamedImage::reference)
                .keySet()
                .forEach(directory -> input.reports(directory).inspections().prepare());
        try (EngineProvider engines = run.engines(input.engineSettings(), run.credentials())) {
            Inspector inspector = new Inspector(input.store(input.registry(), engines));
            PartialResults<Inspection> inspections = PartialResults.of(images, inspector::inspect);
            inspections.results().forEach(this::print);
            input.byDirectory(
                            inspections.results(),
                            inspection -> inspection.image().reference())
                    .forEach((directory, own) ->
                            input.reports(directory).inspections().write(own));
            inspections.check();
        }
    }

    private void print(Inspection inspection) {
        inspection.description().forEach(line -> run.maskedLog().info(line));
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.support.FdoException;
import java.util.List;

/** The work of {@code fdo:plan}: prints and writes what {@code build-image} would do. */
final class PlanGoal {

    private final GoalInput input;

    PlanGoal(GoalInput input) {
        this.input = input;
    }

    void run() {
        Build build = new Build(input);
        List<ImageDefinition> images = build.images();
        input.byDirectory(images, ImageDefinition::reference)
                .keySet()
                .forEach(directory -> input.reports(directory).plan().prepare());
        try (EngineProvider engines = build.engines()) {
            MavenBuildLog log = new MavenBuildLog(
                    input.run().maskedLog(), LogColors.of(input.run().session()));
            List<PlannedImage> plan = build.planner(engines).plan(images);
            log.showPlan(plan);
            input.byDirectory(plan, planned -> planned.image().reference())
                    .forEach((directory, own) -> input.reports(directory).plan().write(own));
            FdoException.throwIfAny(problems(plan));
        }
    }

    private static List<FdoException> problems(List<PlannedImage> plan) {
        return plan.stream()
                .map(PlannedImage::action)
                .filter(Action.Unknown.class::isInstance)
                .map(action -> ((Action.Unknown) action).problem())
                .toList();
    }
}

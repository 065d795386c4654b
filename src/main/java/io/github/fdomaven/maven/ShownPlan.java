package io.github.fdomaven.maven;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.support.FdoException;
import java.util.List;

/** A plan that a goal shows, and does not execute. */
record ShownPlan(List<PlannedImage> images, MavenRun run) {

    ShownPlan {
        images = List.copyOf(images);
    }

    List<String> table() {
        return new BuildTables(run.secrets(), LogColors.of(run.session())).plan(images);
    }

    void logTable() {
        table().forEach(run.log()::info);
    }

    void logWarnings() {
        images.forEach(planned -> planned.action()
                .warning()
                .ifPresent(text -> run.log().of(planned.image().name()).warn(text)));
    }

    /** Fails if a lookup failed, so that the action for an image is not known. */
    void throwFailedLookups() {
        FdoException.throwIfAny(images.stream()
                .flatMap(planned -> planned.parts().stream())
                .map(PlannedImage::action)
                .filter(Action.Unknown.class::isInstance)
                .map(action -> ((Action.Unknown) action).problem())
                .toList());
    }
}

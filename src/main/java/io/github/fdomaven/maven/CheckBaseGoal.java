package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.maven.OutdatedImages.Outdated;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.support.PartialResults;
import java.util.ArrayList;
import java.util.List;

/** The work of {@code fdo:check-base}: compares base images with their current state and acts on stale ones. */
final class CheckBaseGoal {

    private final GoalInput input;
    private final MavenRun run;

    CheckBaseGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
    }

    void run() {
        ResultOutput output = input.resultOutput();
        input.modules().forEach(module -> input.dotenvLimit(module.outputDirectory()));
        List<NamedImage> images = input.images();
        OutdatedImages outdated = new OutdatedImages(input, Setting.ON_STALE_BASE);
        outdated.prepare(images);
        input.prepare(images, NamedImage::reference, Reports::bases);
        try (EngineProvider engines = input.engines()) {
            Inspector inspector = new Inspector(input.store(input.registry(), engines), input.graph()::definition);
            PartialResults<CheckedBase> checked = PartialResults.of(images, inspector::checkBase);
            show(checked.results(), output);
            input.write(checked.results(), result -> result.image().reference(), Reports::bases);
            input.inEachDirectory(
                    checked.results(),
                    result -> result.image().reference(),
                    (directory, own) -> input.page(directory).bases(own));
            outdated.act(
                    checked.results().stream()
                            .filter(CheckedBase::isStale)
                            .map(CheckBaseGoal::outdated)
                            .toList(),
                    checked.failures());
        }
    }

    private static Outdated outdated(CheckedBase stale) {
        return new Outdated(
                stale.image(),
                stale.image().reference() + " is stale: " + stale.state().sentence() + ".",
                stale.state().base().map(Reference::parse));
    }

    private void show(List<CheckedBase> checked, ResultOutput output) {
        output.show(
                () -> input.reports(input.main().outputDirectory()).bases().json(checked),
                () -> table(checked),
                () -> checked.forEach(this::log));
    }

    private List<String> table(List<CheckedBase> checked) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("IMAGE", "STATE", "REFERENCE", "REASON"));
        checked.forEach(one -> rows.add(List.of(
                one.image().name(),
                one.state().status().name(),
                one.image().reference().toString(),
                one.state().sentence())));
        return Table.lines(rows, run.secrets());
    }

    private void log(CheckedBase checked) {
        if (checked.state().status() == BaseState.Status.FRESH) {
            run.log().info(checked.toString());
        } else {
            run.log().warn(checked.toString());
        }
    }
}

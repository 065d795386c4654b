package io.github.fdomaven.maven;

import io.github.fdomaven.config.StaleBaseAction;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.support.FixableException;
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
        images.forEach(this::action);
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
            act(checked.results().stream().filter(CheckedBase::isStale).toList());
            checked.check();
        }
    }

    private StaleBaseAction action(NamedImage image) {
        return StaleBaseAction.read(input.owner(image.reference()).sources());
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

    private void act(List<CheckedBase> stale) {
        List<String> failures = new ArrayList<>(stale.stream()
                .filter(checked -> action(checked.image()) == StaleBaseAction.FAIL)
                .map(checked -> checked.image().reference() + " is stale: "
                        + checked.state().sentence() + ".")
                .toList());
        if (!failures.isEmpty()) {
            failures.add("Rebuild with 'mvn fdo:build-image -Dfdo.force.rebuild=true'.");
            throw new FixableException(failures);
        }
        stale.stream()
                .filter(checked -> action(checked.image()) == StaleBaseAction.REBUILD)
                .forEach(this::rebuild);
        // A variable of an earlier run must not force a rebuild any longer.
        input.modules()
                .forEach(module -> input.dotenv(module.outputDirectory())
                        .forceRebuild(run.staleImages().changedBases())
                        .forEach(run.log()::warn));
    }

    private void rebuild(CheckedBase stale) {
        if (stale.image().isUnnamed()) {
            run.log().warn(stale.image() + " is not an image of the POM, so it cannot be rebuilt");
            return;
        }
        Reference base = stale.state().base().map(Reference::parse).orElseThrow();
        run.staleImages().add(stale.image().reference(), base);
        run.log()
                .info("[" + stale.image().name()
                        + "] build-image rebuilds it later in this run; until then, fdo.env sets"
                        + " FDO_FORCE_REBUILD=1 for later jobs, and names the base image for them");
    }
}

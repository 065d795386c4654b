package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.UpdateScope;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.inspection.CheckedPackages;
import io.github.fdomaven.inspection.PackageChecker;
import io.github.fdomaven.inspection.PackageState;
import io.github.fdomaven.inspection.RepositoryProbe;
import io.github.fdomaven.maven.OutdatedImages.Outdated;
import io.github.fdomaven.packages.PendingUpdate;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.support.PartialResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The work of {@code fdo:check-packages}: finds the images whose packages have updates, and acts on them. */
final class CheckPackagesGoal {

    /** More updates are in the report only. */
    private static final int MAX_LINES = 40;

    private final GoalInput input;
    private final MavenRun run;

    CheckPackagesGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
    }

    void run() {
        ResultOutput output = input.resultOutput();
        input.modules().forEach(module -> input.dotenvLimit(module.outputDirectory()));
        List<NamedImage> images = input.images();
        OutdatedImages outdated = new OutdatedImages(input, Setting.ON_UPDATES);
        outdated.prepare(images);
        images.forEach(this::scope);
        input.prepare(images, NamedImage::reference, Reports::packages);
        try (EngineProvider engines = input.buildEngines()) {
            PartialResults<CheckedPackages> checked = PartialResults.of(images, checker(engines)::check);
            show(checked.results(), output);
            input.write(checked.results(), result -> result.image().reference(), Reports::packages);
            input.inEachDirectory(
                    checked.results(),
                    result -> result.image().reference(),
                    (directory, own) -> input.page(directory).updates(own));
            outdated.act(
                    checked.results().stream()
                            .filter(result -> scope(result.image()).includes(result.state()))
                            .map(CheckPackagesGoal::outdated)
                            .toList(),
                    checked.failures());
        }
    }

    private static Outdated outdated(CheckedPackages pending) {
        NamedImage image = pending.image();
        return new Outdated(
                image, image.reference() + " has updates: " + pending.state().sentence() + ".", Optional.empty());
    }

    private PackageChecker checker(EngineProvider engines) {
        BuildFactory build = new BuildFactory(input);
        MavenRunLog log = new MavenRunLog(run.log(), run.transferDisplay());
        return new PackageChecker(
                input.store(input.registry(), engines),
                engines,
                new RepositoryProbe(run.proxies()),
                log,
                new ImageTransfers(log, Time.real()),
                image -> input.graph()
                        .definition(image)
                        .map(definition -> definition.recipe().distribution().packageFormat()),
                image -> build.containerOptions(input.owner(image.reference())),
                new Semaphore(build.parallelism()));
    }

    private UpdateScope scope(NamedImage image) {
        return UpdateScope.read(input.owner(image.reference()).sources());
    }

    private void show(List<CheckedPackages> checked, ResultOutput output) {
        output.show(
                () -> input.reports(input.main().outputDirectory()).packages().json(checked),
                () -> table(checked),
                () -> checked.forEach(this::log));
    }

    /** A row for each update, and one for each image without updates. */
    private List<String> table(List<CheckedPackages> checked) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("IMAGE", "STATE", "PACKAGE", "INSTALLED", "AVAILABLE", "SECURITY", "REASON"));
        for (CheckedPackages one : checked) {
            PackageState state = one.state();
            String name = one.image().name();
            for (PendingUpdate update : state.updates()) {
                rows.add(List.of(
                        name,
                        state.status().name(),
                        update.name(),
                        update.installed().orElse("-"),
                        update.available(),
                        update.security().toString(),
                        "-"));
            }
            if (state.updates().isEmpty()) {
                rows.add(List.of(name, state.status().name(), "-", "-", "-", "-", state.sentence()));
            }
        }
        return Table.lines(rows, run.secrets());
    }

    private void log(CheckedPackages checked) {
        if (checked.state().status() == PackageState.Status.UP_TO_DATE) {
            run.log().info(checked.toString());
            return;
        }
        run.log().warn(checked.toString());
        List<PendingUpdate> updates = checked.state().updates();
        updates.stream().limit(MAX_LINES).forEach(update -> run.log().warn("  " + update));
        if (updates.size() > MAX_LINES) {
            run.log().warn("  and " + (updates.size() - MAX_LINES) + " more, which packages.json has");
        }
    }
}

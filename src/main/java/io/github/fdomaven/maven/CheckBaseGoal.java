package io.github.fdomaven.maven;

import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.config.StaleBaseAction;
import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.PartialResults;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code fdo:check-base} does: compares, says what it sees, leaves the report, and does what is to be done. */
final class CheckBaseGoal {

    private final GoalInput input;
    private final MavenRun run;
    private final SettingSources sources;

    CheckBaseGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.sources = input.sources();
    }

    void run() {
        RegistrySettings settings = RegistrySettings.read(sources);
        StaleBaseAction action = StaleBaseAction.read(sources);
        List<NamedImage> images =
                input.images(settings.repository(run.localName())).chosenNames();
        Report<List<CheckedBase>> report = new Reports(run.outputDirectory(sources), run.secrets()::redact).bases();
        report.prepare();
        Registry registry = run.registry(run.credentials(), settings.insecureHosts());
        try (EngineProvider engines = run.engines(sources, run.credentials())) {
            ImageLocation location = settings.location(run.localName());
            Inspector inspector = new Inspector(new ProjectStore(List.of(location), registry, engines));
            PartialResults<CheckedBase> checked = PartialResults.of(images, inspector::checkBase);
            checked.results().forEach(this::say);
            report.write(checked.results());
            act(action, checked.results().stream().filter(CheckedBase::isStale).toList());
            checked.check();
        }
    }

    private void say(CheckedBase checked) {
        String text = run.secrets().redact(checked.toString());
        if (checked.state().status() == BaseState.Status.FRESH) {
            run.log().info(text);
        } else {
            run.log().warn(text);
        }
    }

    private void act(StaleBaseAction action, List<CheckedBase> stale) {
        if (action == StaleBaseAction.FAIL && !stale.isEmpty()) {
            throw new FixableException(stale.stream()
                            .map(one -> one.image().reference() + " is stale: "
                                    + one.state().sentence() + ". ")
                            .collect(Collectors.joining("\n"))
                    + "Build it anew: 'mvn fdo:build-image -Dfdo.force.rebuild=true'.");
        }
        if (action == StaleBaseAction.REBUILD) {
            stale.forEach(this::rebuild);
        }
        // What an earlier run has left there must not force anything any more.
        RunDotenv.of(input).forceRebuild(run.staleImages().isLeft());
    }

    private void rebuild(CheckedBase stale) {
        if (stale.image().isUnnamed()) {
            run.log().warn(stale.image() + " is no image of this POM, so nothing here can build it anew");
            return;
        }
        run.staleImages().add(stale.image().reference());
        run.log()
                .info("[" + stale.image().name()
                        + "] a build-image later in this run will build it anew; until then, fdo.env"
                        + " has FDO_FORCE_REBUILD=1 for later jobs");
    }
}

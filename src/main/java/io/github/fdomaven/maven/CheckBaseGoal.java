package io.github.fdomaven.maven;

import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.image.NamedImage;
import io.github.fdomaven.inspect.BaseCheck;
import io.github.fdomaven.inspect.BaseState;
import io.github.fdomaven.inspect.CheckedBase;
import io.github.fdomaven.inspect.Inspector;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.report.BaseReport;
import io.github.fdomaven.report.DotenvReport;
import io.github.fdomaven.settings.ImageSettings;
import io.github.fdomaven.settings.RegistrySettings;
import io.github.fdomaven.settings.SettingSources;
import io.github.fdomaven.settings.StaleBaseAction;
import java.util.List;
import java.util.Map;

/** What {@code fdo:check-base} does: compares, says what it sees, leaves the report, and does what is to be done. */
final class CheckBaseGoal {

    private final MavenRun run;
    private final SettingSources sources;
    private final Map<String, String> labels;

    CheckBaseGoal(MavenRun run, SettingSources sources, Map<String, String> labels) {
        this.run = run;
        this.sources = sources;
        this.labels = labels;
    }

    void run() {
        RegistrySettings settings = RegistrySettings.read(sources);
        StaleBaseAction action = StaleBaseAction.read(sources);
        NamedImage image = new ImageSettings(sources, labels, run.directory(), run.secrets())
                .readChosen(settings.repository(run.localName()));
        BaseReport report = new BaseReport(run.outputDirectory(sources), run.secrets()::redact);
        report.prepare();
        Registry registry = run.registry(run.credentials(), settings.insecureHosts());
        Inspector inspector =
                new Inspector(new ProjectImages(run, sources, settings, registry), new BaseCheck(registry::digest));
        CheckedBase checked = inspector.checkBase(image);
        say(checked);
        report.write(List.of(checked));
        act(action, checked);
    }

    private void say(CheckedBase checked) {
        String text = run.secrets().redact(checked.toString());
        if (checked.state() instanceof BaseState.Fresh) {
            run.log().info(text);
        } else {
            run.log().warn(text);
        }
    }

    private void act(StaleBaseAction action, CheckedBase checked) {
        if (action == StaleBaseAction.FAIL && checked.isStale()) {
            throw new FixableException(checked.image().reference() + " is stale: "
                    + checked.state().sentence() + ". Build it anew: 'mvn fdo:build-image -Dfdo.force.rebuild=true'.");
        }
        if (action == StaleBaseAction.REBUILD && checked.isStale()) {
            run.staleImages().add(checked.image().reference());
            run.log()
                    .info("[" + checked.image().name()
                            + "] a build-image later in this run will build it anew; until then, fdo.env has"
                            + " FDO_FORCE_REBUILD=1 for later jobs");
        }
        // What an earlier run has left there must not force anything any more.
        new DotenvReport(run.outputDirectory(sources))
                .forceRebuild(run.staleImages().isLeft());
    }
}

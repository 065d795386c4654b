package io.github.fdomaven.maven;

import io.github.fdomaven.config.DependentSettings;
import io.github.fdomaven.config.PokeSettings;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.downstream.Dependent;
import io.github.fdomaven.downstream.FollowedPipeline;
import io.github.fdomaven.downstream.PipelineFollower;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.downstream.PokeLog;
import io.github.fdomaven.downstream.PokeRequest;
import io.github.fdomaven.downstream.Poker;
import io.github.fdomaven.downstream.Pokes;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.store.RegistryStore;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code fdo:poke-dependents} does: reads who is to be told, tells them, leaves the report, and waits if need be. */
final class PokeDependentsGoal {

    private final GoalInput input;
    private final MavenRun run;
    private final SettingSources sources;
    private final PokeLog log;

    PokeDependentsGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.sources = input.sources();
        this.log = new MavenPokeLog(new MaskedLog(run.log(), run.secrets()), LogColors.of(run.session()));
    }

    void run() {
        PokeSettings settings = PokeSettings.read(sources, run.secrets());
        RegistrySettings registry = RegistrySettings.read(sources);
        PokeRequest request = request(settings, registry);
        Report<List<Poke>> report = new Reports(run.outputDirectory(sources), run.secrets()::redact).pokes();
        report.prepare();
        GitLab gitlab = gitlab(settings);
        Inspector inspector =
                new Inspector(new RegistryStore(run.registry(run.credentials(), registry.insecureHosts())));
        Pokes pokes = new Poker(
                        gitlab,
                        image -> inspector.existing(image).label(FdoLabels.PIPELINE_ID),
                        log,
                        settings.parallelism())
                .poke(request, new Record(report)::add);
        report.write(pokes.pokes());
        List<FollowedPipeline> followed = settings.waitToken()
                .map(token -> new PipelineFollower(gitlab, token, log, settings.parallelism(), settings.waitLimit())
                        .follow(pokes.pokes()))
                .orElse(List.of());
        fail(settings, pokes.failure(), FollowedPipeline.failure(followed));
    }

    /** What has become of dependents so far, so that it is known even if the goal does not get to its end. */
    private record Record(Report<List<Poke>> report, List<Poke> pokes) {

        Record(Report<List<Poke>> report) {
            this(report, new ArrayList<>());
        }

        synchronized void add(Poke poke) {
            pokes.add(poke);
            report.write(pokes);
        }
    }

    private PokeRequest request(PokeSettings settings, RegistrySettings registry) {
        Repository repository = registry.image()
                .orElseThrow(() -> new FixableException("No "
                        + Setting.REGISTRY_IMAGE.element()
                        + " is set, and which pipeline built an image is asked of its"
                        + " registry: set " + Setting.REGISTRY_IMAGE + "."));
        List<Dependent> dependents = new DependentSettings(
                        run.environment(), id -> run.servers().password(id), run.secrets())
                .read(input.configuration().dependents());
        return new PokeRequest(
                List.of(new PokeRequest.Module(input.images(repository).names(), dependents)),
                settings.pipelineId(),
                settings.project(),
                settings.chain(),
                settings.force());
    }

    private GitLab gitlab(PokeSettings settings) {
        return new GitLab(settings.gitlab(), settings.insecure(), run.secrets(), run::warnOfRetry);
    }

    private void fail(PokeSettings settings, Optional<FdoException> pokes, Optional<FdoException> endings) {
        Optional<FdoException> failure = FdoException.joined(
                Stream.of(pokes, endings).flatMap(Optional::stream).toList());
        if (failure.isEmpty()) {
            return;
        }
        if (settings.failOnError()) {
            throw failure.get();
        }
        run.secrets()
                .redact(failure.get().getMessage())
                .lines()
                .forEach(line -> run.log().warn(line));
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.config.DependentSettings;
import io.github.fdomaven.config.PokeSettings;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.DeclaredImage;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ModuleImages;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.downstream.Dependent;
import io.github.fdomaven.downstream.FollowedPipeline;
import io.github.fdomaven.downstream.PipelineFollower;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.downstream.PokeLog;
import io.github.fdomaven.downstream.Poker;
import io.github.fdomaven.downstream.Pokes;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.inspection.Inspector;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.store.RegistryStore;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The work of {@code fdo:poke-dependents}: pokes the dependents of each module's images and writes the reports. */
final class PokeDependentsGoal {

    private final GoalInput input;
    private final MavenRun run;
    private final PokeLog log;

    /** The dependents by the directory of their reports. */
    private final Map<Path, List<Dependent>> dependents = new LinkedHashMap<>();

    private final List<Poke> pokes = new ArrayList<>();

    PokeDependentsGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.log = new MavenPokeLog(run.log(), LogColors.of(run.session()));
    }

    /** All settings are read before the first dependent is poked. Modules with the same settings are poked together. */
    void run() {
        if (input.modules().stream()
                .allMatch(module -> module.configuration().dependents().isEmpty())) {
            run.log().info("No <dependents> are set, so there is no project to poke.");
            return;
        }
        Map<PokeSettings, List<Poker.ModuleDependents>> groups = new LinkedHashMap<>();
        List<ModuleImages> images = input.graph().modules();
        for (int i = 0; i < images.size(); i++) {
            // Two executions of one module have the same name, so the order counts.
            MavenModule module = input.modules().get(i);
            if (!module.configuration().dependents().isEmpty()) {
                PokeSettings settings = PokeSettings.read(module.sources(), run.secrets());
                refuseLocalImages(settings, module);
                groups.computeIfAbsent(settings, key -> new ArrayList<>()).add(dependents(module, images.get(i)));
            }
        }
        dependents.keySet().forEach(directory -> report(directory).prepare());
        Inspector inspector = new Inspector(new RegistryStore(input.registry()), image -> Optional.empty());
        List<Group> selected = new ArrayList<>();
        groups.forEach((settings, modules) -> selected.add(select(settings, modules, inspector)));
        record(List.of());
        List<FdoException> failures =
                selected.stream().flatMap(group -> poke(group).stream()).toList();
        dependents.forEach((directory, own) -> input.page(directory).pokes(pokesOf(own)));
        FdoException.throwIfAny(failures);
    }

    private static void refuseLocalImages(PokeSettings settings, MavenModule module) {
        if (settings.canPoke() && RegistrySettings.read(module.sources()).isLocal()) {
            throw new FixableException("No " + Setting.REGISTRY_IMAGE.element()
                    + " is set. Only a registry has the label that says which pipeline built an image: set "
                    + Setting.REGISTRY_IMAGE + ".");
        }
    }

    private Poker.ModuleDependents dependents(MavenModule module, ModuleImages images) {
        List<Dependent> own = new DependentSettings(
                        run.environment(), id -> run.settingsXml().password(id), run.secrets())
                .read(
                        module.configuration().dependents(),
                        images.images().stream().map(DeclaredImage::name).toList());
        dependents
                .computeIfAbsent(module.outputDirectory(), directory -> new ArrayList<>())
                .addAll(own);
        List<NamedImage> named = images.selected().stream()
                .map(image -> new NamedImage(
                        image.name(), image.reference(), image.named().get().platform()))
                .toList();
        return new Poker.ModuleDependents(named, own);
    }

    /** Modules that are poked together: the dependents to poke, and how to wait for them. */
    private record Group(
            PokeSettings settings, Poker poker, Poker.Selection selection, Optional<PipelineFollower> follower) {}

    private Group select(PokeSettings settings, List<Poker.ModuleDependents> modules, Inspector inspector) {
        Poker.Request request = new Poker.Request(
                modules, settings.pipelineId(), settings.project(), settings.chain(), settings.force());
        GitLab gitlab =
                new GitLab(settings.gitlab(), settings.insecure(), run.proxies(), run.secrets(), run::warnOfRetry);
        Poker poker = new Poker(
                gitlab, image -> inspector.existing(image).label(FdoLabels.PIPELINE_ID), log, settings.parallelism());
        Poker.Selection selection = poker.select(request);
        Optional<PipelineFollower> follower = selection.isEmpty()
                ? Optional.empty()
                : settings.waitToken(run.environment(), run.secrets())
                        .map(token ->
                                new PipelineFollower(gitlab, token, log, settings.parallelism(), settings.waitLimit()));
        return new Group(settings, poker, selection, follower);
    }

    /** Returns the failure of the pokes, or of the pipelines that they triggered. */
    private Optional<FdoException> poke(Group group) {
        Pokes result = group.poker().poke(group.selection(), poke -> record(List.of(poke)));
        record(result.pokes());
        List<FollowedPipeline> followed = group.follower()
                .map(follower -> follower.follow(result.pokes()))
                .orElse(List.of());
        Optional<FdoException> failure =
                FdoException.joined(Stream.of(result.failure(), FollowedPipeline.failure(followed))
                        .flatMap(Optional::stream)
                        .toList());
        boolean isFailing = group.settings().failOnError();
        if (!isFailing) {
            failure.ifPresent(run.log()::warn);
        }
        return failure.filter(problem -> isFailing);
    }

    /**
     * Writes each poke before its request is sent and after its answer, so that the reports have it even if the goal is
     * interrupted. The last call writes all pokes, in the order of the POM.
     */
    private synchronized void record(List<Poke> changed) {
        Set<Dependent> replaced = changed.stream().map(Poke::dependent).collect(Collectors.toSet());
        pokes.removeIf(poke -> replaced.contains(poke.dependent()));
        pokes.addAll(changed);
        dependents.forEach((directory, own) -> report(directory).write(pokesOf(own)));
    }

    private List<Poke> pokesOf(List<Dependent> own) {
        return pokes.stream()
                .filter(poke -> own.stream().anyMatch(poke.dependent()::hasSamePipelineAs))
                .toList();
    }

    private Report<List<Poke>> report(Path directory) {
        return input.reports(directory).pokes();
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.config.ImageGraphReader;
import io.github.fdomaven.config.ModuleSettings;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.ResultFormat;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.ImageGraph;
import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.definition.ImageLookup;
import io.github.fdomaven.definition.ModuleImages;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.PlatformEngines;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.HttpRegistry;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.report.DotenvReport;
import io.github.fdomaven.report.PageReport;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Lazy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a goal works on: the modules that it handles, and the graph of images. */
final class GoalInput {

    private final MavenRun run;
    private final Reactor reactor;
    private final List<MavenModule> modules;
    private final Lazy<ImageGraph> graph;

    /** The modules that declare each image. */
    private final Lazy<Map<Reference, List<MavenModule>>> owners = new Lazy<>(this::findOwners);

    GoalInput(MavenRun run, Reactor reactor, Setting skipOfGoal) {
        this.run = run;
        this.reactor = reactor;
        List<MavenModule> handled = new ArrayList<>();
        for (MavenModule module : reactor.candidates()) {
            if (!isSkipped(module, Setting.SKIP) && !isSkipped(module, skipOfGoal) && hasWork(module)) {
                handled.add(module);
            }
        }
        this.modules = List.copyOf(handled);
        this.graph = new Lazy<>(() -> ImageGraphReader.read(
                modules.stream().map(MavenModule::settings).toList(),
                reactor.others(modules),
                run.sessionRebuilds()::rebuild));
    }

    private boolean isSkipped(MavenModule module, Setting setting) {
        boolean isSkipped = module.isSet(setting);
        if (isSkipped) {
            String name = reactor.candidates().size() == 1 ? "Skipped" : "The module " + module.name() + " is skipped";
            run.log().info(name + ", because " + setting.property().orElseThrow() + " is set.");
        }
        return isSkipped;
    }

    /** Whether the module has an image. In a build of several modules, also with -N, a module without an image is skipped. */
    private boolean hasWork(MavenModule module) {
        ModuleSettings settings = module.settings();
        boolean isCurrent = module.project() == run.project();
        boolean isAlone = run.session().getAllProjects().size() == 1
                && module.project().getModules().isEmpty();
        boolean hasWork = isAlone || settings.hasImage() || isCurrent && settings.hasChosenImage();
        if (!hasWork) {
            run.log().info("The module " + module.name() + " is skipped, because it has no image.");
        }
        return hasWork;
    }

    MavenRun run() {
        return run;
    }

    /** The modules that the goal handles, in the order of the reactor; none if there is nothing to do. */
    List<MavenModule> modules() {
        return modules;
    }

    /** The module whose settings apply to the goal as a whole: the current module, or else the first one. */
    MavenModule main() {
        for (MavenModule module : modules) {
            if (module.project() == run.project()) {
                return module;
            }
        }
        return modules.get(0);
    }

    ImageGraph graph() {
        return graph.get();
    }

    Reactor reactor() {
        return reactor;
    }

    MavenModule module(ProjectModule module) {
        for (MavenModule candidate : modules) {
            if (candidate.name().equals(module.name())) {
                return candidate;
            }
        }
        throw new NoSuchElementException(module.name());
    }

    /** The images of a goal that builds nothing: the image of {@code fdo.image} if it is set, or else the selected images. */
    List<NamedImage> images() {
        return main().settings().chosenImage(graph()).map(List::of).orElseGet(graph()::selectedImages);
    }

    /** The only image of a goal that needs exactly one. */
    NamedImage image() {
        List<NamedImage> images = images();
        if (images.size() > 1) {
            throw new FixableException("The goal needs one image, but there are " + images.size() + ": "
                    + images.stream().map(image -> "'" + image.name() + "'").collect(Collectors.joining(", "))
                    + ". Set " + Setting.IMAGE + " to the name of one of them.");
        }
        return images.get(0);
    }

    ImageLookup lookup() {
        return main().settings().lookup(graph());
    }

    /** The module that declares an image, or else the main module. */
    MavenModule owner(Reference image) {
        return owners.get().getOrDefault(image, List.of(main())).get(0);
    }

    private Map<Reference, List<MavenModule>> findOwners() {
        Map<Reference, List<MavenModule>> found = new HashMap<>();
        for (ModuleImages images : graph().modules()) {
            MavenModule module = module(images.module());
            images.names()
                    .keySet()
                    .forEach(image -> found.computeIfAbsent(image, key -> new ArrayList<>())
                            .add(module));
        }
        return found;
    }

    /** Prepares a report in each directory that has results of these images. */
    <T> void prepare(List<T> images, Function<T, Reference> image, Function<Reports, Report<?>> report) {
        byDirectory(images, image)
                .keySet()
                .forEach(directory -> report.apply(reports(directory)).prepare());
    }

    /** Writes the results to the report in each directory. */
    <T> void write(List<T> results, Function<T, Reference> image, Function<Reports, Report<List<T>>> report) {
        inEachDirectory(
                results,
                image,
                (directory, own) -> report.apply(reports(directory)).write(own));
    }

    /** Does something with the results for each directory of reports. */
    <T> void inEachDirectory(List<T> results, Function<T, Reference> image, BiConsumer<Path, List<T>> action) {
        byDirectory(results, image).forEach(action);
    }

    /** The results by the directory of their report. A result is in the reports of all modules that declare its image. */
    private <T> Map<Path, List<T>> byDirectory(List<T> results, Function<T, Reference> image) {
        Map<Path, List<T>> byDirectory = new LinkedHashMap<>();
        for (T result : results) {
            owners.get().getOrDefault(image.apply(result), List.of(main())).stream()
                    .map(MavenModule::outputDirectory)
                    .distinct()
                    .forEach(directory -> byDirectory
                            .computeIfAbsent(directory, key -> new ArrayList<>())
                            .add(result));
        }
        return byDirectory;
    }

    Reports reports(Path directory) {
        return new Reports(directory, run.secrets()::redact);
    }

    /** The page in a directory of reports, which the goals of a run of Maven write together. */
    PageReport page(Path directory) {
        run.shared("pages").add(directory.toString());
        return reports(directory).page(run.log()::warn);
    }

    /** Deletes the page, unless a goal of this run of Maven has written it. */
    void deleteEarlierPage(Path directory) {
        if (!run.shared("pages").contains(directory.toString())) {
            page(directory).delete();
        }
    }

    /** The dotenv report. The first goal of a run of Maven that writes to it removes images that the POM no longer has. */
    DotenvReport dotenv(Path directory) {
        DotenvReport report = new DotenvReport(directory, dotenvLimit(directory));
        // Without a POM, or with fdo.image, the POM need not have the images of earlier runs.
        boolean hasAllImages = main().hasPom() && !main().settings().hasChosenImage();
        if (hasAllImages && run.shared("dotenv").add(directory.toString())) {
            report.retain(graph().names());
        }
        return report;
    }

    /** How many variables the dotenv report of a directory may have. */
    int dotenvLimit(Path directory) {
        MavenModule owner = main();
        for (MavenModule module : modules) {
            if (module.outputDirectory().equals(directory)) {
                owner = module;
                break;
            }
        }
        return owner.sources().number(Setting.DOTENV_LIMIT).orElseThrow();
    }

    /** Where the result of a goal is shown. */
    ResultOutput resultOutput() {
        return new ResultOutput(ResultFormat.read(main().sources()), run.standardOutput());
    }

    /** Provides the container engine. If it is needed, all modules must have the same settings for it. */
    EngineProvider engines() {
        MavenModule main = main();
        for (MavenModule module : modules) {
            if (module != main && !hasSameEngine(module, main)) {
                return new DifferentEngines(main.name(), module.name());
            }
        }
        return run.engines(main.sources());
    }

    private boolean hasSameEngine(MavenModule module, MavenModule other) {
        return run.engineSettings(module.sources()).equals(run.engineSettings(other.sources()))
                && module.configuration().engines().equals(other.configuration().engines());
    }

    /** Provides the engines of a goal that builds images: one for all platforms, or several. */
    EngineProvider buildEngines() {
        EngineProvider others = engines();
        Map<Platform, EngineProvider> engines = new LinkedHashMap<>();
        run.engineSettings(main().sources())
                .ofPlatforms(main().configuration().engines(), graph())
                .forEach((platform, settings) -> engines.put(platform, run.engines(settings, main().sources())));
        return engines.isEmpty() ? others : new PlatformEngines(others, engines);
    }

    /** Fails if an engine is needed. */
    private record DifferentEngines(String module, String other) implements EngineProvider {

        @Override
        public void warmUp() {}

        @Override
        public Engine engine() {
            throw new FixableException("The modules " + module + " and " + other
                    + " have different settings of the container engine. Run the goal for each of them, with -pl.");
        }

        @Override
        public void close() {}
    }

    /** The images that exist in the registries or in the engine. */
    ProjectStore store(Registry registry, EngineProvider engines) {
        List<ImageLocation> locations = new ArrayList<>();
        modules.forEach(module -> locations.add(module.settings().module().location()));
        return new ProjectStore(locations, registry, engines);
    }

    HttpRegistry registry() {
        Set<String> insecure = new HashSet<>();
        modules.forEach(module ->
                insecure.addAll(RegistrySettings.read(module.sources()).insecureHosts()));
        return run.registry(insecure);
    }
}

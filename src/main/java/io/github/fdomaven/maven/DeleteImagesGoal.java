package io.github.fdomaven.maven;

import io.github.fdomaven.config.DeletionRoute;
import io.github.fdomaven.config.DeletionSettings;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.ImageLookup;
import io.github.fdomaven.definition.ModuleImages;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.GitLabRegistry;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.HttpRegistry;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.retention.Cleanup;
import io.github.fdomaven.retention.CleanupRequest;
import io.github.fdomaven.retention.Deletion;
import io.github.fdomaven.retention.Deletions;
import io.github.fdomaven.retention.GitLabTagDeleter;
import io.github.fdomaven.retention.RegistryTagDeleter;
import io.github.fdomaven.retention.TagDeleter;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The work of {@code fdo:delete-images}: deletes images of the POM's repositories and writes the report. */
final class DeleteImagesGoal {

    private final GoalInput input;
    private final MavenRun run;

    DeleteImagesGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
    }

    void run() {
        input.modules().forEach(DeleteImagesGoal::refuseLocal);
        input.modules().stream()
                .filter(module -> module.isSet(Setting.CONFIRM_DELETE))
                .forEach(module -> module.configuration().refuseUnknownElements());
        Map<Repository, List<ModuleImages>> projects = input.graph().modules().stream()
                .collect(Collectors.groupingBy(
                        module -> module.module().location().repository(), LinkedHashMap::new, Collectors.toList()));
        Set<Reference> protectedReferences = protectedReferences();
        List<ProjectCleanup> cleanups = new ArrayList<>();
        projects.forEach((project, modules) -> cleanups.add(prepare(project, modules, protectedReferences)));
        HttpRegistry registry = input.registry();
        List<FdoException> failures = new ArrayList<>();
        for (ProjectCleanup cleanup : cleanups) {
            Deletions deletions = new Cleanup(registry, deleter(cleanup.route(), registry)).run(cleanup.request());
            cleanup.reports().forEach(report -> report.write(deletions.deletions()));
            print(deletions, cleanup.request());
            failures.addAll(deletions.failures());
        }
        FdoException.throwIfAny(failures);
    }

    /** What is deleted in one project. All of it is read before the first image of any project is deleted. */
    private record ProjectCleanup(CleanupRequest request, DeletionRoute route, List<Report<List<Deletion>>> reports) {}

    private ProjectCleanup prepare(Repository project, List<ModuleImages> modules, Set<Reference> protectedReferences) {
        MavenModule main = input.module(modules.get(0).module());
        CleanupRequest request = request(project, main, modules, protectedReferences);
        DeletionRoute route = DeletionRoute.read(main.sources(), project, run.secrets());
        List<Report<List<Deletion>>> reports = reports(modules);
        reports.forEach(Report::prepare);
        return new ProjectCleanup(request, route, reports);
    }

    private static void refuseLocal(MavenModule module) {
        if (RegistrySettings.read(module.sources()).isLocal()) {
            throw new FixableException("No " + Setting.REGISTRY_IMAGE.element()
                    + " is set, and delete-images deletes images of a registry only. Set " + Setting.REGISTRY_IMAGE
                    + ", or delete images of the engine with 'docker image rm'.");
        }
    }

    private Set<Reference> protectedReferences() {
        try {
            return input.graph().protectedReferences();
        } catch (FixableException e) {
            throw new FixableException(
                    "Nothing was deleted, because an image that the POM names could not be determined. "
                            + e.getMessage(),
                    e);
        }
    }

    private CleanupRequest request(
            Repository project, MavenModule main, List<ModuleImages> modules, Set<Reference> protectedReferences) {
        Set<Repository> repositories = modules.stream()
                .flatMap(module -> module.selected().stream())
                .map(image -> image.reference().repository())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        ImageLookup lookup =
                new ImageLookup(input.graph(), project, input.lookup().platform());
        DeletionSettings deletion = DeletionSettings.read(main.sources(), lookup::ofProject);
        return new CleanupRequest(
                repositories, protectedReferences, deletion.selection(), deletion.confirmed(), Instant.now());
    }

    /** Modules with the same directory have one report. */
    private List<Report<List<Deletion>>> reports(List<ModuleImages> modules) {
        return modules.stream()
                .map(module -> input.module(module.module()).outputDirectory())
                .distinct()
                .map(directory -> input.reports(directory).deletions())
                .toList();
    }

    private TagDeleter deleter(DeletionRoute route, HttpRegistry registry) {
        if (route instanceof DeletionRoute.ThroughGitLab gitlab) {
            run.log().info("delete through GitLab, " + gitlab.gitlab() + ", project " + gitlab.project());
            GitLab client =
                    new GitLab(gitlab.gitlab(), gitlab.insecure(), run.proxies(), run.secrets(), run::warnOfRetry);
            return new GitLabTagDeleter(new GitLabRegistry(client, gitlab.project(), gitlab.token()));
        }
        run.log().info("delete through the registry, because " + ((DeletionRoute.ThroughRegistry) route).reason());
        return new RegistryTagDeleter(registry);
    }

    private void print(Deletions deletions, CleanupRequest request) {
        deletions.deletions().forEach(this::print);
        if (deletions.deletions().isEmpty() && deletions.failures().isEmpty()) {
            run.log()
                    .info("there is no image in "
                            + request.repositories().stream()
                                    .map(Repository::toString)
                                    .collect(Collectors.joining(", ")));
        }
        deletions
                .missing()
                .forEach(missing -> run.log()
                        .warn(missing + " does not exist: check " + Setting.DELETE_TAGS
                                + ", unless the image was deleted before"));
        run.log().info(summary(deletions, request.confirmed()));
    }

    private void print(Deletion deletion) {
        switch (deletion.level()) {
            case WARNING -> run.log().warn(deletion.toString());
            case INFO -> run.log().info(deletion.toString());
            default -> run.log().debug(deletion.toString());
        }
    }

    private static String summary(Deletions deletions, boolean confirmed) {
        int all = deletions.deletions().size();
        long failed = deletions.count(Deletion.Outcome.FAILED);
        long candidates = deletions.count(Deletion.Outcome.WOULD_DELETE);
        return all
                + (all == 1 ? " tag, " : " tags, ")
                + (confirmed
                        ? deletions.count(Deletion.Outcome.DELETED) + " of them deleted"
                        : candidates + " of them to be deleted")
                + (failed == 0 ? "" : ", " + failed + " failed")
                + (candidates == 0 ? "" : "; this was a dry run: delete them with -Dfdo.delete.confirm=true");
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.config.DeletionRoute;
import io.github.fdomaven.config.DeletionSettings;
import io.github.fdomaven.config.PomImages;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.GitLabRegistry;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.HttpRegistry;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.retention.Cleanup;
import io.github.fdomaven.retention.CleanupRequest;
import io.github.fdomaven.retention.Deletion;
import io.github.fdomaven.retention.DeletionOutcome;
import io.github.fdomaven.retention.Deletions;
import io.github.fdomaven.retention.GitLabTagDeleter;
import io.github.fdomaven.retention.Notice;
import io.github.fdomaven.retention.RegistryTagDeleter;
import io.github.fdomaven.retention.TagDeleter;
import io.github.fdomaven.support.FixableException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code fdo:delete-images} does: reads what is to go, has it deleted, says so, and leaves the report. */
final class DeleteImagesGoal {

    private final GoalInput input;
    private final MavenRun run;
    private final SettingSources sources;

    DeleteImagesGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.sources = input.sources();
    }

    void run() {
        RegistrySettings settings = RegistrySettings.read(sources);
        Repository project = settings.image()
                .orElseThrow(() -> new FixableException("No " + Setting.REGISTRY_IMAGE.element()
                        + " is set, so the images are in the engine only, and what is deleted is images of a registry: set "
                        + Setting.REGISTRY_IMAGE + ", or delete them by 'docker image rm'."));
        CleanupRequest request = request(project);
        DeletionRoute way = DeletionRoute.read(sources, project, run.secrets());
        Report<List<Deletion>> report = new Reports(run.outputDirectory(sources), run.secrets()::redact).deletions();
        report.prepare();
        HttpRegistry registry = run.registry(run.credentials(), settings.insecureHosts());
        Deletions deletions = new Cleanup(registry, disposal(way, registry)).run(request);
        report.write(deletions.deletions());
        say(deletions, request);
        deletions.check();
    }

    private CleanupRequest request(Repository project) {
        PomImages images = input.images(project);
        Set<Repository> repositories = images.names().stream()
                .map(image -> image.reference().repository())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        DeletionSettings deletion = DeletionSettings.read(sources, images);
        // Another execution of the plugin, or another module, may have images in the same repository.
        Set<Reference> named = new HashSet<>(images.named());
        named.addAll(new ReactorImages(run, input.plugin()).named());
        return new CleanupRequest(repositories, named, deletion.selection(), deletion.confirmed(), Instant.now());
    }

    private TagDeleter disposal(DeletionRoute way, HttpRegistry registry) {
        if (way instanceof DeletionRoute.ThroughGitLab gitlab) {
            run.log().info("delete through GitLab, " + gitlab.gitlab() + ", project " + gitlab.project());
            GitLab client = new GitLab(gitlab.gitlab(), gitlab.insecure(), run.secrets(), run::warnOfRetry);
            return new GitLabTagDeleter(new GitLabRegistry(client, gitlab.project(), gitlab.token()));
        }
        run.log().info("delete through the registry, because " + ((DeletionRoute.ThroughRegistry) way).reason());
        return new RegistryTagDeleter(registry);
    }

    private void say(Deletions deletions, CleanupRequest request) {
        deletions.deletions().forEach(this::say);
        if (deletions.deletions().isEmpty() && deletions.failures().isEmpty()) {
            run.log()
                    .info("there is no image in "
                            + request.repositories().stream()
                                    .map(Repository::toString)
                                    .collect(Collectors.joining(", ")));
        }
        deletions
                .missing()
                .forEach(told -> run.log()
                        .warn(told + " is told by name, but is not there: check " + Setting.DELETE_TAGS
                                + ", unless it was deleted before"));
        run.log().info(summary(deletions, request.confirmed()));
    }

    private void say(Deletion deletion) {
        String text = run.secrets().redact(deletion.toString());
        if (deletion.notice() == Notice.WARNING) {
            text.lines().forEach(run.log()::warn);
        } else if (deletion.notice() == Notice.INFO) {
            run.log().info(text);
        } else {
            run.log().debug(text);
        }
    }

    private static String summary(Deletions deletions, boolean confirmed) {
        int all = deletions.deletions().size();
        long failed = deletions.count(DeletionOutcome.FAILED);
        long would = deletions.count(DeletionOutcome.WOULD_DELETE);
        return all
                + (all == 1 ? " tag, " : " tags, ")
                + (confirmed
                        ? deletions.count(DeletionOutcome.DELETED) + " of them deleted"
                        : would + " of them to be deleted")
                + (failed == 0 ? "" : ", " + failed + " failed")
                + (would == 0 ? "" : "; this was a dry run: delete them by -Dfdo.delete.confirm=true");
    }
}

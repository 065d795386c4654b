package io.github.fdomaven.maven;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.downstream.Dependent;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.downstream.PokeLog;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the events of poking to Maven's log. */
final class MavenPokeLog implements PokeLog {

    private final MaskedLog log;
    private final LogColors colors;

    MavenPokeLog(MaskedLog log, LogColors colors) {
        this.log = log;
        this.colors = colors;
    }

    @Override
    public void rebuilt(NamedImage image, String pipelineId) {
        log.info(image + " was built by this pipeline (" + FdoLabels.PIPELINE_ID + " = " + pipelineId
                + "): poke its dependents");
    }

    @Override
    public void notRebuilt(NamedImage image, Optional<String> label, String pipelineId) {
        log.info(image + builtBy(label) + "; this is pipeline " + pipelineId + ": do not poke its dependents");
    }

    @Override
    public void forced(NamedImage image, Optional<String> label) {
        log.info(image + builtBy(label) + ": poke its dependents anyway");
    }

    @Override
    public void outsidePipeline() {
        log.info("No dependent is poked, because this is not a GitLab pipeline: CI_PIPELINE_ID is not set."
                + " -Dfdo.poke.force=true pokes them anyway.");
    }

    @Override
    public void nothingToPoke() {
        log.info("No dependent has to be poked.");
    }

    private static String builtBy(Optional<String> label) {
        return label.map(id -> " was built by pipeline " + OneLine.of(id))
                .orElse(" has no label " + FdoLabels.PIPELINE_ID);
    }

    @Override
    public void unreadable(NamedImage image, FdoException problem) {
        log.warn(image + " cannot be read: " + problem.getMessage());
    }

    @Override
    public void poking(Dependent dependent, List<String> images) {
        log.info("poke " + dependent + " for " + String.join(", ", images));
    }

    @Override
    public void finished(Poke poke) {
        String text = colors.paint(poke.outcome().name()) + " " + poke.dependent() + ": ";
        if (poke.outcome() == Poke.Outcome.POKED) {
            log.info(text + poke.pipeline().map(MavenPokeLog::text).orElse(""));
        } else {
            log.warn(text + poke.message().orElse(""));
        }
    }

    @Override
    public void following(List<Poke> pokes) {
        log.info("wait for " + (pokes.size() == 1 ? "the pipeline" : pokes.size() + " pipelines") + " to end");
    }

    @Override
    public void waiting(Map<String, Long> statuses) {
        log.info("still waiting: "
                + statuses.entrySet().stream()
                        .map(status -> status.getValue() + " " + status.getKey())
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public void ended(Poke poke, Pipeline pipeline) {
        String text = "the pipeline of " + poke.dependent() + " ended: " + pipeline.status() + ", " + text(pipeline);
        if (pipeline.hasFailed()) {
            log.warn(text);
        } else {
            log.info(text);
        }
    }

    @Override
    public void lost(Poke poke, FdoException problem) {
        log.warn("stop waiting for the pipeline of " + poke.dependent() + ": " + problem.getMessage());
    }

    private static String text(Pipeline pipeline) {
        return "pipeline " + pipeline.id()
                + pipeline.webUrl().map(url -> " " + url).orElse("");
    }
}

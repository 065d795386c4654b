package io.github.fdomaven.maven;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.downstream.Dependent;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.downstream.PokeLog;
import io.github.fdomaven.downstream.PokeOutcome;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** Tells in Maven's log how the poking goes, without secrets. */
final class MavenPokeLog implements PokeLog {

    private final Log log;
    private final Secrets secrets;

    MavenPokeLog(Log log, Secrets secrets) {
        this.log = log;
        this.secrets = secrets;
    }

    @Override
    public void rebuilt(NamedImage image, String pipelineId) {
        info(image + " was built by this pipeline (" + FdoLabels.PIPELINE_ID + " = " + pipelineId
                + "), so its dependents are poked");
    }

    @Override
    public void notRebuilt(NamedImage image, Optional<String> label, String pipelineId) {
        info(image
                + label.map(id -> " was built by pipeline " + OneLine.of(id))
                        .orElse(" does not say which pipeline built it (no label " + FdoLabels.PIPELINE_ID + ")")
                + ", and this is pipeline " + pipelineId + ", so nobody is poked for it");
    }

    @Override
    public void forced(NamedImage image, Optional<String> label) {
        info(image + " was built by "
                + label.map(id -> "pipeline " + OneLine.of(id)).orElse("a pipeline that it does not name")
                + ", but its dependents are to be poked all the same");
    }

    @Override
    public void unreadable(NamedImage image, FdoException problem) {
        warn(image + " cannot be looked at: " + problem.getMessage());
    }

    @Override
    public void poking(Dependent dependent, List<String> images) {
        info("poke " + dependent + " for " + String.join(", ", images));
    }

    @Override
    public void finished(Poke poke) {
        if (poke.outcome() == PokeOutcome.POKED) {
            info("POKED " + poke.dependent() + ": "
                    + poke.pipeline().map(MavenPokeLog::text).orElse(""));
        } else {
            warn(poke.outcome() + " " + poke.dependent() + ": " + poke.message().orElse(""));
        }
    }

    @Override
    public void following(List<Poke> pokes) {
        info("wait for " + (pokes.size() == 1 ? "the pipeline" : pokes.size() + " pipelines") + " to end");
    }

    @Override
    public void waiting(Map<String, Long> statuses) {
        info("still waiting: "
                + statuses.entrySet().stream()
                        .map(status -> status.getValue() + " " + status.getKey())
                        .collect(Collectors.joining(", ")));
    }

    @Override
    public void ended(Poke poke, Pipeline pipeline) {
        String text = "the pipeline of " + poke.dependent() + " ended: " + pipeline.status() + ", " + text(pipeline);
        if (pipeline.hasFailed()) {
            warn(text);
        } else {
            info(text);
        }
    }

    @Override
    public void lost(Poke poke, FdoException problem) {
        warn("the pipeline of " + poke.dependent() + " is followed no further: " + problem.getMessage());
    }

    private static String text(Pipeline pipeline) {
        return "pipeline " + pipeline.id()
                + pipeline.webUrl().map(url -> " " + url).orElse("");
    }

    private void info(String text) {
        secrets.redact(text).lines().forEach(log::info);
    }

    private void warn(String text) {
        secrets.redact(text).lines().forEach(log::warn);
    }
}

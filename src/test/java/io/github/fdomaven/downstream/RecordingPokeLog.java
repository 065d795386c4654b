package io.github.fdomaven.downstream;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.support.FdoException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records the events as text. */
final class RecordingPokeLog implements PokeLog {

    private final List<String> events = new CopyOnWriteArrayList<>();

    List<String> events() {
        return events;
    }

    @Override
    public void rebuilt(NamedImage image, String pipelineId) {
        events.add(image.name() + " was built by this pipeline, " + pipelineId);
    }

    @Override
    public void notRebuilt(NamedImage image, Optional<String> label, String pipelineId) {
        events.add(image.name() + " was built by " + label.orElse("an unknown pipeline") + ", not by " + pipelineId);
    }

    @Override
    public void forced(NamedImage image, Optional<String> label) {
        events.add(image.name() + " was built by " + label.orElse("an unknown pipeline") + ": forced");
    }

    @Override
    public void outsidePipeline() {
        events.add("outside a pipeline");
    }

    @Override
    public void nothingToPoke() {
        events.add("nothing to poke");
    }

    @Override
    public void unreadable(NamedImage image, FdoException problem) {
        events.add(image.name() + ": " + problem.getMessage());
    }

    @Override
    public void poking(Dependent dependent, List<String> images) {
        events.add("poking " + dependent + " for " + images);
    }

    @Override
    public void finished(Poke poke) {
        events.add(poke
                + poke.pipeline()
                        .flatMap(Pipeline::webUrl)
                        .map(url -> " " + url)
                        .orElse(""));
    }

    @Override
    public void following(List<Poke> pokes) {
        events.add("following " + pokes.size());
    }

    @Override
    public void waiting(Map<String, Long> statuses) {
        events.add("waiting " + statuses);
    }

    @Override
    public void ended(Poke poke, Pipeline pipeline) {
        events.add(poke.dependent() + " ended: " + pipeline.status());
    }

    @Override
    public void lost(Poke poke, FdoException problem) {
        events.add(poke.dependent() + " lost: " + problem.getMessage());
    }
}

package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Records the events of an execution. */
final class RecordingBuildLog implements BuildLog {

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> finished = Collections.synchronizedList(new ArrayList<>());
    private Consumer<ImageResult> onFinished = result -> {};

    /** Runs something when the result for an image is reported. */
    void onFinished(Consumer<ImageResult> hook) {
        onFinished = hook;
    }

    /** The names of the images whose results were reported, in this order. */
    List<String> finished() {
        return finished;
    }

    List<String> events() {
        return events;
    }

    @Override
    public void planned(List<PlannedImage> plan) {
        events.add("planned: "
                + plan.stream().map(planned -> planned.image().name()).collect(Collectors.joining(", ")));
    }

    @Override
    public void ended(ImageResults results) {
        events.add("ended: " + results.results().stream().map(ImageResult::name).collect(Collectors.joining(", ")));
    }

    @Override
    public void started(ImageDefinition image, Action action) {
        events.add(action.verb() + ": " + action.reason());
    }

    @Override
    public void foundEngine(String image, String engine) {
        events.add("engine: " + engine);
    }

    @Override
    public void pulling(String image, Reference base) {
        events.add("pulling " + base);
    }

    @Override
    public void step(String image, String step, String command) {
        events.add("step " + step + ": " + command);
    }

    @Override
    public void output(String image, String line) {
        events.add("output: " + line);
    }

    @Override
    public void pushing(String image, Reference reference) {
        events.add("pushing " + reference);
    }

    @Override
    public void progress(String image, String text) {
        events.add("progress: " + text);
    }

    @Override
    public void warning(String image, String text) {
        events.add("warning: " + text);
    }

    @Override
    public void finished(ImageResult result) {
        events.add("finished: " + result.outcome());
        finished.add(result.name());
        onFinished.accept(result);
    }
}

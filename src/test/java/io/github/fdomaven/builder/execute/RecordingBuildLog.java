package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.RecordingTransferLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Records the events of an execution. */
final class RecordingBuildLog extends RecordingTransferLog implements BuildLog {

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

    @Override
    public void planned(List<PlannedImage> plan) {
        add("planned: " + plan.stream().map(planned -> planned.image().name()).collect(Collectors.joining(", ")));
    }

    @Override
    public void ended(ImageResults results) {
        add("ended: " + results.results().stream().map(ImageResult::name).collect(Collectors.joining(", ")));
    }

    @Override
    public void started(ImageDefinition image, Action action) {
        add(action.verb() + ": " + action.reason());
    }

    @Override
    public void foundEngine(String engine) {
        add("engine: " + engine);
    }

    @Override
    public void step(String image, String step, String command) {
        add("step " + step + ": " + command);
    }

    @Override
    public void output(String image, String line) {
        add("output: " + line);
    }

    @Override
    public void stepFailed(String image) {
        add("step failed");
    }

    @Override
    public void finished(ImageResult result) {
        add("finished: " + result.outcome());
        finished.add(result.name());
        onFinished.accept(result);
    }
}

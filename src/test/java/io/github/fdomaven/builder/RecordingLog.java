package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Writes down what it is told. */
final class RecordingLog implements BuildLog {

    private RuntimeException failure;
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> finished = Collections.synchronizedList(new ArrayList<>());

    /** Cannot even write down that something is finished. */
    void failing(RuntimeException exception) {
        failure = exception;
    }

    /** The names of the images that are finished, in the order in which that was told. */
    List<String> finished() {
        return finished;
    }

    List<String> events() {
        return events;
    }

    @Override
    public void planned(List<PlannedImage> plan) {
        if (plan.size() > 1) {
            events.add("planned: "
                    + plan.stream().map(planned -> planned.request().name()).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void ended(List<ImageResult> results) {
        if (results.size() > 1) {
            events.add("ended: " + results.stream().map(ImageResult::name).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void decided(ImageDefinition request, Action decision) {
        events.add(decision.getClass().getSimpleName() + ": " + decision.reason());
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
        if (failure != null) {
            throw failure;
        }
    }
}

package io.github.fdomaven.build;

import io.github.fdomaven.image.Reference;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told. */
final class RecordingLog implements BuildLog {

    private final List<String> events = new ArrayList<>();

    List<String> events() {
        return events;
    }

    @Override
    public void decided(ImageRequest request, Decision decision) {
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
    }
}

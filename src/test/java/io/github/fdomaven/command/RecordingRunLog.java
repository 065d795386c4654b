package io.github.fdomaven.command;

import io.github.fdomaven.oci.Reference;
import java.util.ArrayList;
import java.util.List;

/** Records the events of a run. */
final class RecordingRunLog implements RunLog {

    final List<String> events = new ArrayList<>();

    @Override
    public void foundEngine(String image, String engine) {
        events.add("engine " + engine);
    }

    @Override
    public void pulling(String image, Reference reference) {
        events.add("pulling " + reference);
    }

    @Override
    public void pushing(String image, Reference reference) {
        throw new AssertionError("Nothing is pushed here.");
    }

    @Override
    public void progress(String image, String text) {
        events.add(text);
    }

    @Override
    public void warning(String image, String text) {
        events.add("warning: " + text);
    }

    @Override
    public void project(String image, String text) {
        events.add(text);
    }

    @Override
    public void running(String image, String command, String user) {
        events.add(user + " runs " + command);
    }

    @Override
    public void output(String image, String line) {
        events.add(image + " says " + line);
    }
}

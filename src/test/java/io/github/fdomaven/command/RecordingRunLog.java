package io.github.fdomaven.command;

import io.github.fdomaven.engine.RecordingTransferLog;

/** Records the events of a run. */
final class RecordingRunLog extends RecordingTransferLog implements RunLog {

    @Override
    public void foundEngine(String engine) {
        add("engine " + engine);
    }

    @Override
    public void project(String image, String text) {
        add(text);
    }

    @Override
    public void running(String image, String command, String user) {
        add(user + " runs " + command);
    }

    @Override
    public void output(String image, String line) {
        add(image + " says " + line);
    }
}

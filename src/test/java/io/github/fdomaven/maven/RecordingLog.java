package io.github.fdomaven.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** Records the lines of the log, each with its level. */
final class RecordingLog extends SystemStreamLog {

    private final List<String> lines = new ArrayList<>();

    private boolean isQuiet;

    List<String> lines() {
        return lines;
    }

    @Override
    public void info(CharSequence content) {
        if (!isQuiet) {
            lines.add("INFO " + content);
        }
    }

    @Override
    public void warn(CharSequence content) {
        lines.add("WARN " + content);
    }

    @Override
    public void error(CharSequence content) {
        lines.add("ERROR " + content);
    }

    /** Shows no more than with -q. */
    void beQuiet() {
        isQuiet = true;
    }

    @Override
    public boolean isInfoEnabled() {
        return !isQuiet;
    }
}

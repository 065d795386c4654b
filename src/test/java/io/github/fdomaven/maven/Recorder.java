package io.github.fdomaven.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** Keeps what is logged, each line behind its level. */
final class Recorder extends SystemStreamLog {

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

    /** From now on it is as under Maven's -q. */
    void beQuiet() {
        isQuiet = true;
    }

    @Override
    public boolean isInfoEnabled() {
        return !isQuiet;
    }
}

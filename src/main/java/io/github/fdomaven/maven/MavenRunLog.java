package io.github.fdomaven.maven;

import io.github.fdomaven.command.RunLog;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes the events of a command to Maven's log. */
final class MavenRunLog extends MavenImageLog implements RunLog {

    /** The number of lines that the error of a failed build step has, too. */
    private static final int LAST_LINES = 20;

    private final Deque<Runnable> last = new ArrayDeque<>();

    MavenRunLog(MaskedLog log, TransferDisplay display) {
        super(log, display);
    }

    @Override
    public void project(String image, String text) {
        info(image, text);
    }

    @Override
    public void running(String image, String command, String user) {
        ("run as " + user + ": " + command).lines().forEach(line -> info(image, line));
    }

    @Override
    public synchronized void output(String image, String line) {
        super.output(image, line);
        last.add(() -> log.of(image).error("  " + line));
        if (last.size() > LAST_LINES) {
            last.remove();
        }
    }

    /** Shows the last lines of a failed command if Maven's option -q has hidden them. */
    synchronized void showLastLines() {
        if (!log.log().isInfoEnabled()) {
            last.forEach(Runnable::run);
        }
    }
}

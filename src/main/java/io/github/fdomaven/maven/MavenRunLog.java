package io.github.fdomaven.maven;

import io.github.fdomaven.command.RunLog;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.maven.plugin.logging.Log;

/** Writes how a command runs to Maven's log, each line behind the name of its image, and without secrets. */
final class MavenRunLog extends MavenImageLog implements RunLog {

    /** As many as there are of a step of a build that failed. */
    private static final int LAST_LINES = 20;

    private final Log log;
    private final Secrets secrets;
    private final Deque<String> last = new ArrayDeque<>();

    MavenRunLog(Log log, Secrets secrets) {
        super(log, secrets);
        this.log = log;
        this.secrets = secrets;
    }

    @Override
    public void project(String image, String text) {
        info(image, text);
    }

    @Override
    public void running(String image, String command, String user) {
        info(image, "run as " + user + ": " + command);
    }

    @Override
    public synchronized void output(String image, String line) {
        super.output(image, line);
        last.add("[" + image + "]   " + line);
        if (last.size() > LAST_LINES) {
            last.remove();
        }
    }

    /** Where Maven is told to be quiet, what a failed command printed last is all that tells why. */
    synchronized void showLastLines() {
        if (!log.isInfoEnabled()) {
            last.forEach(line -> log.error(secrets.redact(line)));
        }
    }
}

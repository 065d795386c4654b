package io.github.fdomaven.maven;

import io.github.fdomaven.image.Reference;
import io.github.fdomaven.running.RunLog;
import io.github.fdomaven.secret.Secrets;
import org.apache.maven.plugin.logging.Log;

/** Writes how a command runs to Maven's log, each line behind the name of its image, and without secrets. */
final class MavenRunLog implements RunLog {

    private final Log log;
    private final Secrets secrets;

    MavenRunLog(Log log, Secrets secrets) {
        this.log = log;
        this.secrets = secrets;
    }

    @Override
    public void foundEngine(String image, String engine) {
        info(image, "engine: " + engine);
    }

    @Override
    public void pulling(String image, Reference reference) {
        info(image, "pull " + reference);
    }

    @Override
    public void pushing(String image, Reference reference) {
        info(image, "push " + reference);
    }

    @Override
    public void progress(String image, String text) {
        info(image, text);
    }

    @Override
    public void warning(String image, String text) {
        log.warn(secrets.redact("[" + image + "] " + text));
    }

    @Override
    public void placed(String image, String text) {
        info(image, text);
    }

    @Override
    public void running(String image, String command, String user) {
        info(image, "run as " + user + ": " + command);
    }

    @Override
    public void output(String image, String line) {
        info(image, "  " + line);
    }

    private void info(String image, String text) {
        secrets.redact(text).lines().forEach(line -> log.info("[" + image + "] " + line));
    }
}

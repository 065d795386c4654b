package io.github.fdomaven.maven;

import io.github.fdomaven.engine.TransferLog;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.Secrets;
import org.apache.maven.plugin.logging.Log;

/** Writes what goes on around an image to Maven's log, each line behind the name of its image, and without secrets. */
abstract class MavenImageLog implements TransferLog {

    private final Log log;
    private final Secrets secrets;

    MavenImageLog(Log log, Secrets secrets) {
        this.log = log;
        this.secrets = secrets;
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
        // What a command has made may have a line end in its name.
        secrets.redact(text).lines().forEach(line -> log.warn("[" + image + "] " + line));
    }

    /** An engine was found. */
    public void foundEngine(String image, String engine) {
        info(image, "engine: " + engine);
    }

    /** A program in a container printed a line. */
    public void output(String image, String line) {
        info(image, "  " + line);
    }

    final void info(String image, String text) {
        secrets.redact(text).lines().forEach(line -> log.info("[" + image + "] " + line));
    }
}

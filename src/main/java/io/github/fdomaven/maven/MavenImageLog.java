package io.github.fdomaven.maven;

import io.github.fdomaven.engine.TransferLog;
import io.github.fdomaven.engine.TransferProgress;
import io.github.fdomaven.oci.Reference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes the events of images to Maven's log. Each line that belongs to one image begins with its name. */
abstract class MavenImageLog implements TransferLog {

    final MaskedLog log;
    private final TransferDisplay display;
    private final Set<String> engines = ConcurrentHashMap.newKeySet();

    MavenImageLog(MaskedLog log, TransferDisplay display) {
        this.log = log;
        this.display = display;
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
    public void transferring(String image, TransferProgress progress) {
        display.update(progress, log.of(image));
    }

    @Override
    public void transferred(TransferProgress progress) {
        display.end(progress);
    }

    @Override
    public void progress(String image, String text) {
        info(image, text);
    }

    @Override
    public void warning(String image, String text) {
        log.of(image).warn(text);
    }

    /** An engine was found. It is shown once. */
    public void foundEngine(String engine) {
        if (engines.add(engine)) {
            log.info("Using " + engine);
        }
    }

    /** A program in a container printed a line. */
    public void output(String image, String line) {
        info(image, "  " + line);
    }

    final void info(String image, String text) {
        log.of(image).info(text);
    }
}

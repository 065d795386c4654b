package io.github.fdomaven.builder.execute;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.TransferLog;
import io.github.fdomaven.support.FdoException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Images that may have lost their tag: those that an execution has replaced, and those that it has built, because another build
 * of the same tag may have replaced them meanwhile. They are removed when the execution ends, because until then an image may
 * be needed as a base image, or to restore the tag after a failed push.
 */
final class ObsoleteImages {

    private final TransferLog log;
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();
    private final Deque<Candidate> candidates = new ConcurrentLinkedDeque<>();

    private record Candidate(String name, Engine engine, String imageId) {}

    ObsoleteImages(TransferLog log) {
        this.log = log;
    }

    /**
     * Adds an image.
     *
     * @param name the name of the image in the log
     */
    void add(String name, Engine engine, String imageId) {
        candidates.addFirst(new Candidate(name, engine, imageId));
    }

    /** Removes the images that have no tag and are not in use, the newest first. An error is only a warning. */
    void remove() {
        for (Candidate next = candidates.poll(); next != null; next = candidates.poll()) {
            try {
                next.engine().removeUnused(next.imageId());
            } catch (FdoException e) {
                warn(next.name(), e.getMessage());
            }
        }
    }

    /**
     * Warns about what a build could not remove. The removal of an image is tried again at the end, but its failure is shown
     * once.
     */
    void warn(String name, String problem) {
        if (warnings.add(problem)) {
            log.warning(name, problem);
        }
    }
}

package io.github.fdomaven.engine.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends a process together with the processes that it started. */
final class ProcessTree {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private ProcessTree() {}

    /** A script that started a program ends by itself after that program, so the descendants go first. */
    static void end(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        descendants.forEach(ProcessHandle::destroy);
        if (descendants.isEmpty()) {
            process.destroy();
        }
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

package io.github.fdomaven.engine;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What must not stay behind when the work fails or is interrupted. Each thing is taken note of in the same breath in which
 * it is made, and undone in reverse order when this is closed, be it by the worker or by Ctrl-C.
 */
public final class CleanupScope implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** When Maven ends, all is undone at once, and an image may have to wait for the containers that were made of it. */
    private static final int PATIENT = 12;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Consumer<String> complaints;
    private final Thread hook = new Thread(this::undoInTime, "fdo-leftovers");
    private volatile boolean interrupted;

    /**
     * Begins to take note.
     *
     * @param complaints is told of what could not be undone
     */
    public CleanupScope(Consumer<String> complaints) {
        this.complaints = complaints;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Makes something that is to be undone. An interruption waits until it is made.
     *
     * @param <T> what it is
     * @param make makes it
     * @param unmake undoes it
     * @return what was made
     * @throws EnvironmentException if Maven is being ended
     */
    public synchronized <T> T make(Supplier<T> make, Consumer<T> unmake) {
        if (interrupted) {
            throw new EnvironmentException("Interrupted.");
        }
        T made = make.get();
        undo.push(() -> unmake.accept(made));
        return made;
    }

    /**
     * Does what needs the things that were made. When those are taken away, it fails in one way or another, but that is not what
     * is to be told.
     *
     * @param <T> what comes of it
     * @param work what is done
     * @return what comes of it
     * @throws EnvironmentException if it fails because Maven is being ended
     */
    public <T> T during(Supplier<T> work) {
        try {
            return work.get();
        } catch (FdoException e) {
            throw interrupted ? new EnvironmentException("Interrupted.", e) : e;
        }
    }

    /** Lets everything made so far stay. */
    public synchronized void keep() {
        undo.clear();
    }

    /** An engine that hangs must not keep Maven from ending when it is told to. */
    private void undoInTime() {
        Thread undoing = new Thread(() -> undoAll(PATIENT), "fdo-undo");
        undoing.setDaemon(true);
        undoing.start();
        try {
            undoing.join(LIMIT.toMillis());
            if (undoing.isAlive()) {
                complaints.accept("The engine does not answer, so what was begun may still be there.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void undoAll(int tries) {
        interrupted = true;
        while (!undo.isEmpty()) {
            undo(undo.pop(), tries);
        }
    }

    /** Whatever goes wrong, the rest must be undone all the same. */
    private void undo(Runnable step, int tries) {
        for (int left = tries; left > 0; left--) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                if (left == 1 || !isPauseOver()) {
                    complaints.accept(e instanceof FdoException ? e.getMessage() : e.toString());
                    return;
                }
            }
        }
    }

    private static boolean isPauseOver() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        undoAll(1);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs already.
        }
    }
}

package io.github.fdomaven.http;

import io.github.fdomaven.support.Daemon;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs an action if its time is over before it is cleared. It is set and cleared for each read and write of a connection, so it
 * does not start a timer each time: a timer that ends earlier checks what time is left. Thread-safe.
 */
final class Deadline {

    /** Runs the actions. Its thread ends when there is nothing to do. */
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final ScheduledExecutorService executor;
    private final Runnable action;
    private long end;
    private boolean isSet;
    private boolean isOver;
    private Optional<Timer> timer = Optional.empty();

    private record Timer(Future<?> task, long end) {}

    Deadline(Runnable action) {
        this(action, TIMER);
    }

    Deadline(Runnable action, ScheduledExecutorService executor) {
        this.action = action;
        this.executor = executor;
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, work -> Daemon.thread("fdo-http-limits", work));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /** Runs the action after a time from now, unless the deadline is cleared before. */
    synchronized void set(long nanos) {
        end = System.nanoTime() + nanos;
        isSet = true;
        if (timer.isEmpty() || end - timer.get().end() < 0) {
            stopTimer();
            startTimer(nanos);
        }
    }

    private void startTimer(long nanos) {
        long timerEnd = end;
        Future<?> task = executor.schedule(() -> check(timerEnd), nanos, TimeUnit.NANOSECONDS);
        timer = Optional.of(new Timer(task, timerEnd));
    }

    private void stopTimer() {
        if (timer.isPresent()) {
            timer.get().task().cancel(false);
            timer = Optional.empty();
        }
    }

    /** Runs in the thread of the timers. */
    private void check(long timerEnd) {
        synchronized (this) {
            if (timer.isEmpty() || timer.get().end() != timerEnd) {
                return;
            }
            timer = Optional.empty();
            long left = end - System.nanoTime();
            isOver |= isSet && left <= 0;
            if (!isOver) {
                if (isSet) {
                    startTimer(left);
                }
                return;
            }
        }
        action.run();
    }

    /** Ends the wait. Returns false if the time is over, so that the action has run or runs now. */
    synchronized boolean clear() {
        isSet = false;
        return !isOver;
    }

    /** Ends the wait and its timer, if the deadline is not needed any more. */
    synchronized void cancel() {
        isSet = false;
        stopTimer();
    }
}

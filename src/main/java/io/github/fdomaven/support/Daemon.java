package io.github.fdomaven.support;

/** Threads that do not keep Maven from ending. */
public final class Daemon {

    private Daemon() {}

    /** {@return a thread that is not started yet} */
    public static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** {@return a thread that has started to work} */
    public static Thread start(String name, Runnable work) {
        Thread thread = thread(name, work);
        thread.start();
        return thread;
    }
}

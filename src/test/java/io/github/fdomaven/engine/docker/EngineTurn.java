package io.github.fdomaven.engine.docker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The turn of a test. An engine serves one test at a time. Other engines serve other tests in parallel. */
final class EngineTurn {

    private static final Map<String, Semaphore> ENGINES = new ConcurrentHashMap<>();

    private Semaphore taken;

    /** Waits until the engine at an address serves no other test. */
    void await(String address) throws InterruptedException {
        Semaphore engine = ENGINES.computeIfAbsent(address, key -> new Semaphore(1));
        engine.acquire();
        taken = engine;
    }

    /** Ends the turn, unless the test has never had it. */
    void end() {
        if (taken != null) {
            taken.release();
            taken = null;
        }
    }
}

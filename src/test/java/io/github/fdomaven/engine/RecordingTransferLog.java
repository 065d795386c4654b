package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Records the events of pulls and pushes. */
public class RecordingTransferLog implements TransferLog {

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final Set<TransferProgress> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ended = new AtomicInteger();
    private Runnable onWarning = () -> {};

    /** Runs something after each warning. */
    final void onWarning(Runnable hook) {
        onWarning = hook;
    }

    /** {@return all events, in their order} */
    public final List<String> events() {
        return events;
    }

    /** Records an event. */
    protected final void add(String event) {
        events.add(event);
    }

    @Override
    public void pulling(String image, Reference reference) {
        add("pulling " + reference);
    }

    @Override
    public void pushing(String image, Reference reference) {
        add("pushing " + reference);
    }

    @Override
    public void transferring(String image, TransferProgress progress) {
        running.add(progress);
    }

    @Override
    public void transferred(TransferProgress progress) {
        ended.incrementAndGet();
        running.remove(progress);
    }

    /** {@return how many transfers have ended} */
    public final int ended() {
        return ended.get();
    }

    /** {@return the progress of the transfers that have not ended} */
    public final Set<TransferProgress> running() {
        return running;
    }

    @Override
    public void progress(String image, String text) {
        add(text);
    }

    @Override
    public void warning(String image, String text) {
        add("warning: " + text);
        onWarning.run();
    }
}

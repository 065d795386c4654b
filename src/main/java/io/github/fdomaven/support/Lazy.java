package io.github.fdomaven.support;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is computed once, when it is first needed. A failure is remembered too. */
public final class Lazy<T> implements Supplier<T> {

    private Supplier<T> computation;
    private T value;
    private RuntimeException failure;

    /** Creates a lazy value. */
    public Lazy(Supplier<T> computation) {
        this.computation = computation;
    }

    @Override
    public T get() {
        compute();
        if (failure != null) {
            throw failure;
        }
        return value;
    }

    /** Computes the value if that has not been done yet. A failure is thrown later, by {@link #get()}. */
    public synchronized void compute() {
        if (computation != null) {
            try {
                value = computation.get();
            } catch (RuntimeException e) {
                failure = e;
            }
            computation = null;
        }
    }

    /**
     * {@return this value}, which a thread of its own begins to compute
     *
     * @param thread the name of the thread
     */
    public Lazy<T> inBackground(String thread) {
        Daemon.start(thread, this::compute);
        return this;
    }

    /** {@return the value, if it has been computed}. Waits while it is being computed. The value is not available later. */
    public synchronized Optional<T> take() {
        Optional<T> computed = Optional.ofNullable(value);
        value = null;
        computation = null;
        failure = new IllegalStateException("The value is not available any more.");
        return computed;
    }

    /** {@return whether the value has been computed, or could not be} */
    public synchronized boolean isComputed() {
        return computation == null;
    }
}

package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.github.fdomaven.engine.OutputLines;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Splits the output of a program into lines. */
final class ExecOutput extends ResultCallback.Adapter<Frame> {

    private final OutputLines standardOutput;
    private final OutputLines standardError;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    ExecOutput(Consumer<String> lines) {
        standardOutput = new OutputLines(lines);
        standardError = new OutputLines(lines);
    }

    /** Catches every failure. Otherwise docker-java's thread ends, and awaitCompletion() waits forever. */
    @Override
    public void onNext(Frame frame) {
        if (failure.get() != null) {
            return;
        }
        try {
            OutputLines stream = frame.getStreamType() == StreamType.STDERR ? standardError : standardOutput;
            stream.append(frame.getPayload(), frame.getPayload().length);
        } catch (RuntimeException | Error e) {
            onError(e);
        }
    }

    /** Keeps the first error for the caller. The default logs its stack trace. */
    @Override
    public void onError(Throwable throwable) {
        failure.compareAndSet(null, throwable);
        onComplete();
    }

    @Override
    public void onComplete() {
        try {
            standardOutput.flush();
            standardError.flush();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            ended.countDown();
            super.onComplete();
        }
    }

    /**
     * Waits for the end of the output.
     *
     * @param began returns when the limit began, by {@link System#nanoTime}; it may begin again meanwhile
     * @return whether the output has ended within the limit
     */
    boolean awaitCompletion(Duration limit, LongSupplier began) throws InterruptedException {
        long remaining = limit.toNanos();
        while (remaining > 0) {
            // docker-java's own method closes the output when it returns.
            if (ended.await(remaining, TimeUnit.NANOSECONDS)) {
                return true;
            }
            remaining = limit.toNanos() - (System.nanoTime() - began.getAsLong());
        }
        return false;
    }

    /** Returns the failure of the connection to the engine, or of the consumer of the lines. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }
}

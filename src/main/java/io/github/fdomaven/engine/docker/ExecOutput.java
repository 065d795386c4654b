package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.github.fdomaven.support.OneLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Splits the output of a program into lines. */
final class ExecOutput extends ResultCallback.Adapter<Frame> {

    /** How many characters of a line are shown. */
    private static final int MAX_LENGTH = 16 * 1024;

    /** More is read of a line, because secrets are masked before it is cut. Logs and errors keep many lines in memory. */
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final LineBuffer standardOutput;
    private final LineBuffer standardError;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    ExecOutput(Consumer<String> lines) {
        standardOutput = new LineBuffer(lines);
        standardError = new LineBuffer(lines);
    }

    /** Catches every failure. Otherwise docker-java's thread ends, and awaitCompletion() waits forever. */
    @Override
    public void onNext(Frame frame) {
        if (failure.get() != null) {
            return;
        }
        try {
            (frame.getStreamType() == StreamType.STDERR ? standardError : standardOutput).append(frame.getPayload());
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

    /**
     * Joins the fragments of one stream, which may end within a character. Text before a carriage return is dropped, as a
     * terminal overwrites it: a progress bar becomes one line.
     */
    private static final class LineBuffer {

        private final Consumer<String> lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private boolean returned;
        private boolean truncated;

        LineBuffer(Consumer<String> lines) {
            this.lines = lines;
        }

        void append(byte[] fragment) {
            for (byte b : fragment) {
                if (b == '\n') {
                    flush();
                } else if (b == '\r') {
                    returned = true;
                } else {
                    append(b);
                }
            }
        }

        private void append(byte b) {
            if (returned) {
                reset();
            }
            if (line.size() < MAX_LINE_BYTES) {
                line.write(b);
            } else {
                truncated = true;
            }
        }

        void flush() {
            String text = line.toString(StandardCharsets.UTF_8);
            text = truncated ? OneLine.unfinished(text, MAX_LENGTH) : OneLine.limited(text, MAX_LENGTH);
            reset();
            if (!text.isEmpty()) {
                lines.accept(text);
            }
        }

        private void reset() {
            line.reset();
            returned = false;
            truncated = false;
        }
    }
}

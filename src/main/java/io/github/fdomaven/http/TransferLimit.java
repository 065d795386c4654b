package io.github.fdomaven.http;

import java.io.IOException;
import java.time.Duration;

/** How long the reads or the writes of a connection may take. */
interface TransferLimit {

    /** The number of nanoseconds that the next read or write may take. */
    long left();

    /** Counts a read or a write. */
    void count(long nanos, long bytes);

    /** The failure of a connection that exceeds the limit. */
    ExceededException exceeded();

    /** A transfer took too long. The message is the problem, as the end of a sentence. */
    final class ExceededException extends IOException {

        private static final long serialVersionUID = 1L;

        ExceededException(String message) {
            super(message);
        }
    }

    /** No limit: another limit applies meanwhile. */
    static TransferLimit none() {
        return new TransferLimit() {
            @Override
            public long left() {
                return Long.MAX_VALUE;
            }

            @Override
            public void count(long nanos, long bytes) {
                // Nothing is limited.
            }

            @Override
            public ExceededException exceeded() {
                return new ExceededException("the transfer took too long");
            }
        };
    }

    /** A limit for everything from now on. */
    static TransferLimit total(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        return new TransferLimit() {
            @Override
            public long left() {
                return end - System.nanoTime();
            }

            @Override
            public void count(long nanos, long bytes) {
                // The clock alone decides.
            }

            @Override
            public ExceededException exceeded() {
                return new ExceededException("the answer was not complete after " + text(limit));
            }
        };
    }

    /** A limit for the progress. Only the time of the reads or writes counts, not the time between them. */
    static TransferLimit rate(Duration window, long leastBytes) {
        return new TransferLimit() {
            private long spent;
            private long moved;

            @Override
            public synchronized long left() {
                return window.toNanos() - spent;
            }

            @Override
            public synchronized void count(long nanos, long bytes) {
                spent += nanos;
                moved += Math.max(bytes, 0);
                if (moved >= leastBytes) {
                    spent = 0;
                    moved = 0;
                }
            }

            @Override
            public ExceededException exceeded() {
                return new ExceededException("fewer than " + leastBytes + " bytes were transferred in " + text(window));
            }
        };
    }

    private static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}

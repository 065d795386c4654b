package io.github.fdomaven.builder.push;

import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.PartOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses what is written to it with several threads, and writes one gzip stream. The content is cut into blocks, which are
 * compressed independently; each block can refer to the end of the block before it. The same content always gives the same bytes,
 * with any number of threads. Closing the stream ends the threads. Only {@link #finish()} completes the gzip stream.
 */
final class ParallelGzip extends PartOutput {

    /**
     * The compression level. Measured on a layer of 416 MB, in seconds of one processor: level 1 takes 4.9 s for 160 MB, level 3
     * takes 6.7 s for 154 MB, level 4 takes 7.0 s for 149 MB, level 6 takes 14.8 s for 145 MB.
     */
    private static final int LEVEL = 4;

    private static final int BLOCK = 256 * 1024;
    private static final int DICTIONARY = 32 * 1024;

    /** More threads need more memory than they save time. */
    private static final int MAX_THREADS = 8;

    /** No name, no time of modification, and an unknown operating system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** The last block, which is empty. */
    private static final byte[] END = {3, 0};

    private final OutputStream out;
    private final int level;
    private final int maxPending;
    private final ExecutorService threads;
    private final Deque<Future<Part>> pending = new ArrayDeque<>();
    private final CRC32 checksum = new CRC32();
    private long size;
    private byte[] before = new byte[0];

    /** A compressed block. */
    private record Part(byte[] bytes, int length) {}

    /** Creates a stream that uses all processors. */
    ParallelGzip(OutputStream out) throws IOException {
        this(out, Math.min(Runtime.getRuntime().availableProcessors(), MAX_THREADS), LEVEL);
    }

    ParallelGzip(OutputStream out, int threadCount, int level) throws IOException {
        super(BLOCK);
        this.out = out;
        this.level = level;
        this.maxPending = threadCount + 2;
        this.threads = Executors.newFixedThreadPool(threadCount, work -> Daemon.thread("fdo-gzip", work));
        out.write(HEADER);
    }

    /** Has a block compressed. */
    @Override
    protected byte[] handle(byte[] block, int length) throws IOException {
        checksum.update(block, 0, length);
        size += length;
        if (pending.size() == maxPending) {
            writePart();
        }
        byte[] dictionary = before;
        pending.add(threads.submit(() -> deflate(block, length, dictionary)));
        before = block;
        return new byte[BLOCK];
    }

    /** Compresses a block up to a byte boundary. Only a block that is full has a successor, which refers to its end. */
    private Part deflate(byte[] content, int length, byte[] previous) {
        Deflater deflater = new Deflater(level, true);
        try {
            int dictionary = Math.min(DICTIONARY, previous.length);
            deflater.setDictionary(previous, previous.length - dictionary, dictionary);
            deflater.setInput(content, 0, length);
            byte[] bytes = new byte[length / 2 + 64];
            int written = 0;
            for (int more = -1; more != 0; written += more) {
                if (written == bytes.length) {
                    bytes = Arrays.copyOf(bytes, bytes.length * 2);
                }
                more = deflater.deflate(bytes, written, bytes.length - written, Deflater.SYNC_FLUSH);
            }
            return new Part(bytes, written);
        } finally {
            deflater.end();
        }
    }

    private void writePart() throws IOException {
        try {
            Part part = pending.remove().get();
            out.write(part.bytes(), 0, part.length());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while a layer was compressed.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A layer cannot be compressed.", e);
        }
    }

    /** Writes everything that is not written yet, and the end of the gzip stream. */
    void finish() throws IOException {
        handleRest();
        while (!pending.isEmpty()) {
            writePart();
        }
        out.write(END);
        writeNumber(checksum.getValue());
        writeNumber(size);
    }

    /** Writes the lowest 32 bits, the lowest byte first. */
    private void writeNumber(long value) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write((int) (value >>> shift));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

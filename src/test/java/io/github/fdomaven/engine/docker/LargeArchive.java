package io.github.fdomaven.engine.docker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An archive with large entries. Its bytes are made while it is read, and stored nowhere. */
final class LargeArchive extends InputStream {

    private static final int BLOCK = 512;

    private final Deque<InputStream> sections = new ArrayDeque<>();
    private final int numbers;

    /**
     * Creates an archive.
     *
     * @param numbers how it writes large sizes: a constant of {@link TarArchiveOutputStream}
     */
    LargeArchive(int numbers) {
        this.numbers = numbers;
    }

    /** Adds an entry whose content repeats a pattern. */
    LargeArchive add(String name, byte[] pattern, long size) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        // Closing it would check that the content was written.
        @SuppressWarnings("resource")
        TarArchiveOutputStream tar = new TarArchiveOutputStream(header);
        tar.setBigNumberMode(numbers);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        tar.flush();
        sections.add(new ByteArrayInputStream(header.toByteArray()));
        sections.add(new Repeated(pattern, size));
        sections.add(new Repeated(new byte[BLOCK], Math.floorMod(-size, BLOCK)));
        return this;
    }

    LargeArchive add(String name, byte[] content) throws IOException {
        return add(name, content, content.length);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            while (!sections.isEmpty()) {
                int read = sections.peek().read(bytes, offset, length);
                if (read >= 0) {
                    return read;
                }
                sections.remove();
            }
            return -1;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pattern again and again, up to a length. */
    static final class Repeated extends InputStream {

        private final byte[] pattern;
        private final long length;
        private long done;

        Repeated(byte[] pattern, long length) {
            this.pattern = pattern;
            this.length = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (done == length) {
                return -1;
            }
            int start = (int) (done % pattern.length);
            int portion = (int) Math.min(Math.min(count, pattern.length - start), length - done);
            System.arraycopy(pattern, start, bytes, offset, portion);
            done += portion;
            return portion;
        }
    }
}

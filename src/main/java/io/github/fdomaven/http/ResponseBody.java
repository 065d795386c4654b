package io.github.fdomaven.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The content of an answer, which ends by its length, by its last chunk, or with the connection (RFC 9112, section 6). */
final class ResponseBody extends InputStream {

    private static final int PORTION = 8 * 1024;
    private static final int MAX_DRAINED = 64 * 1024;
    private static final int MAX_CHUNK_LINE = 16 * 1024;
    private static final Set<Integer> WITHOUT_CONTENT = Set.of(204, 304);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("0*([0-9A-Fa-f]{1,15})[ \t]*(?:;.*)?");

    /** The beginning of a content, and whether it is the whole content. */
    record Part(byte[] content, boolean complete) {}

    private enum End {
        LENGTH,
        LAST_CHUNK,
        CLOSE
    }

    private final InputStream in;
    private final End end;
    private final long length;

    /** What is left of the content, or of the current chunk. */
    private long left;

    private boolean inChunk;
    private boolean done;

    private ResponseBody(InputStream in, End end, long length) {
        this.in = in;
        this.end = end;
        this.length = length;
        this.left = length;
        this.done = end == End.LENGTH && length == 0;
    }

    static ResponseBody of(String method, ResponseHead head, InputStream in) throws IOException {
        if (method.equals("HEAD") || WITHOUT_CONTENT.contains(head.status())) {
            return new ResponseBody(in, End.LENGTH, 0);
        }
        List<String> codings = head.values("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new ProtocolException("the answer has an unknown transfer encoding");
            }
            return new ResponseBody(in, End.LAST_CHUNK, 0);
        }
        Set<String> lengths = Set.copyOf(head.values("Content-Length"));
        if (lengths.isEmpty()) {
            return new ResponseBody(in, End.CLOSE, Long.MAX_VALUE);
        }
        String length = lengths.iterator().next();
        if (lengths.size() > 1 || !LENGTH.matcher(length).matches()) {
            throw new ProtocolException("the answer has an invalid Content-Length header");
        }
        return new ResponseBody(in, End.LENGTH, Long.parseLong(length));
    }

    /** A content that was already read. If it is not complete, its end is that of a broken answer. */
    static ResponseBody of(Part part) {
        InputStream content = new ByteArrayInputStream(part.content());
        return new ResponseBody(content, part.complete() ? End.LENGTH : End.LAST_CHUNK, part.content().length);
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        if (end == End.LAST_CHUNK && left == 0 && !done) {
            nextChunk();
        }
        if (done) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(wanted, left));
        if (read < 0) {
            return ended();
        }
        left -= read;
        done = end == End.LENGTH && left == 0;
        return read;
    }

    /** Reads the content as far as it arrives, up to a number of bytes. */
    Part upTo(int maxBytes) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] portion = new byte[PORTION];
        try {
            int read = read(portion);
            while (read >= 0 && content.size() < maxBytes) {
                content.write(portion, 0, read);
                read = read(portion);
            }
            return new Part(content.toByteArray(), read < 0);
        } catch (IOException e) {
            return new Part(content.toByteArray(), false);
        }
    }

    private int ended() throws EOFException {
        if (end == End.CLOSE) {
            done = true;
            return -1;
        }
        throw new EOFException(
                end == End.LENGTH
                        ? "it ended after " + (length - left) + " of " + length + " bytes"
                        : "it ended before the last part of the answer");
    }

    private void nextChunk() throws IOException {
        ResponseHead.Lines lines = new ResponseHead.Lines(in, MAX_CHUNK_LINE, "a part of the answer");
        if (inChunk && !lines.next().isEmpty()) {
            throw new ProtocolException("the answer has an invalid chunk");
        }
        var size = CHUNK.matcher(lines.next());
        if (!size.matches()) {
            throw new ProtocolException("the answer has an invalid chunk");
        }
        inChunk = true;
        left = Long.parseLong(size.group(1), 16);
        if (left == 0) {
            // The trailers have no meaning here.
            String trailer;
            do {
                trailer = lines.next();
            } while (!trailer.isEmpty());
            done = true;
        }
    }

    /**
     * Reads the rest if it is short and has arrived, and returns whether nothing is left: then the connection can be reused.
     */
    boolean drain() {
        try {
            byte[] rest = new byte[done ? 0 : MAX_DRAINED];
            int drained = 0;
            int read = 0;
            while (!done && read >= 0 && drained < MAX_DRAINED && in.available() > 0) {
                read = read(rest, 0, MAX_DRAINED - drained);
                drained += read;
            }
            // What follows the answer would be taken for the next answer.
            return done && end != End.CLOSE && in.available() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

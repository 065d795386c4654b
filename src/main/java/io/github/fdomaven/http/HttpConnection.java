package io.github.fdomaven.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection to a server. Each read and each write has a limit, at which the connection is closed. */
final class HttpConnection implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    /** A write is limited in portions, because a long one may take long. */
    private static final int PORTION = 16 * 1024;

    private final Socket raw;
    private final Optional<HttpProxy> plainProxy;
    private final Deadline readEnd = new Deadline(this::close);
    private final Deadline writeEnd = new Deadline(this::close);
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private volatile TransferLimit reading = TransferLimit.none();
    private volatile TransferLimit writing = TransferLimit.none();
    private volatile boolean answered;

    /**
     * Creates a connection.
     *
     * @param plainProxy the proxy that receives the requests, with the whole address in each
     */
    HttpConnection(Socket raw, Optional<HttpProxy> plainProxy) throws IOException {
        this.raw = raw;
        this.plainProxy = plainProxy;
        use(raw);
    }

    private void use(Socket layer) throws IOException {
        socket = layer;
        in = new BufferedInputStream(new LimitedInput(layer.getInputStream()), BUFFER);
        out = new BufferedOutputStream(new LimitedOutput(layer.getOutputStream()), BUFFER);
    }

    /** Puts TLS on the connection. */
    void secure(SSLSocketFactory tls, String host, int port) throws IOException {
        SSLSocket secure = (SSLSocket) tls.createSocket(raw, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        try {
            guarded(reading, readEnd, () -> {
                secure.startHandshake();
                return 0;
            });
        } catch (SocketException e) {
            // The server may have closed the connection after an alert that Java does not read any more.
            SSLException broken = new SSLHandshakeException("the server broke the handshake off: " + e.getMessage());
            broken.initCause(e);
            throw broken;
        }
        use(secure);
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    Optional<HttpProxy> plainProxy() {
        return plainProxy;
    }

    /** Sets the limit of all reads from now on, and of each wait for bytes, where 0 milliseconds are no limit. */
    void limitReading(TransferLimit limit, long millis) throws IOException {
        reading = limit;
        socket.setSoTimeout((int) millis);
    }

    void limitWriting(TransferLimit limit) {
        writing = limit;
    }

    /** Whether a byte of the current answer has arrived. */
    boolean isAnswered() {
        return answered;
    }

    /** Begins a request. */
    void begin() {
        answered = false;
    }

    /** Whether nothing has arrived since the last answer. A connection that the server closed is not recognized. */
    boolean isQuiet() {
        try {
            return in.available() == 0 && raw.getInputStream().available() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the server keeps the connection open. It has nothing to send between two requests. Waits a millisecond. */
    boolean isOpen() {
        try {
            limitReading(TransferLimit.none(), 1);
            in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Closes the connection after a time, unless a request uses it before. */
    void rest(Duration longest) {
        readEnd.set(longest.toNanos());
    }

    /** Ends the rest. Returns whether the connection was not closed meanwhile. */
    boolean endRest() {
        return readEnd.clear();
    }

    /** Lets a blocked write fail. What the server sends can still be read, unless there is TLS. */
    void stopWriting() throws IOException {
        raw.shutdownOutput();
    }

    @Override
    public void close() {
        readEnd.cancel();
        writeEnd.cancel();
        try {
            // TLS would wait for a write that is blocked.
            raw.close();
        } catch (IOException e) {
            // Nothing is left to close.
        }
    }

    @FunctionalInterface
    private interface Operation {
        int run() throws IOException;
    }

    private int guarded(TransferLimit limit, Deadline end, Operation operation) throws IOException {
        long start = System.nanoTime();
        long left = limit.left();
        if (left <= 0) {
            close();
            throw limit.exceeded();
        }
        if (left != Long.MAX_VALUE) {
            end.set(left);
        }
        try {
            int bytes = operation.run();
            limit.count(System.nanoTime() - start, bytes);
            return bytes;
        } catch (IOException e) {
            limit.count(System.nanoTime() - start, 0);
            throw limit.left() <= 0 ? limit.exceeded() : e;
        } finally {
            end.clear();
        }
    }

    private final class LimitedInput extends InputStream {

        private final InputStream source;

        LimitedInput(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = guarded(reading, readEnd, () -> source.read(buffer, offset, length));
            answered |= read > 0;
            return read;
        }

        @Override
        public int available() throws IOException {
            return source.available();
        }
    }

    private final class LimitedOutput extends OutputStream {

        private final OutputStream target;

        LimitedOutput(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            for (int sent = 0; sent < length; sent += PORTION) {
                int start = offset + sent;
                int portion = Math.min(PORTION, length - sent);
                guarded(writing, writeEnd, () -> {
                    target.write(buffer, start, portion);
                    return portion;
                });
            }
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }
    }
}

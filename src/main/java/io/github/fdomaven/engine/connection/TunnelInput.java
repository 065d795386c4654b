package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.Daemon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Reads what a client of a tunnel sends and passes it on to a program. Keeps it until the program answers, because a program that could
 * not log in is started again. What is kept stays small: a pipe takes 64 KiB before somebody reads it.
 */
final class TunnelInput {

    private static final int BUFFER_SIZE = 64 * 1024;

    private final SocketChannel client;
    private final String thread;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private OutputStream program;
    private byte[] unsent = {};
    private boolean hasEnded;

    /** Changes while another thread waits for a program that does not read on. */
    private volatile boolean keeps = true;

    /**
     * Creates the input.
     *
     * @param thread the name of the threads that read and write
     */
    TunnelInput(SocketChannel client, String thread) {
        this.client = client;
        this.thread = thread;
    }

    /** Sends everything that the client has sent, and will send, to this program. Does not wait until the program reads it. */
    synchronized void sendTo(OutputStream stdin) {
        boolean isFirst = program == null;
        program = stdin;
        unsent = kept.toByteArray();
        Daemon.start(thread, isFirst ? this::read : this::sendKept);
    }

    private synchronized void sendKept() {
        byte[] bytes = unsent;
        unsent = new byte[0];
        write(bytes, bytes.length);
    }

    /** The program has answered: it reads the input, and no other program will. */
    void isRead() {
        keeps = false;
    }

    /** Reads until the client ends its output or the connection. */
    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
        try {
            while (client.read(buffer) >= 0) {
                pass(buffer.array(), buffer.position());
                buffer.clear();
            }
        } catch (IOException e) {
            // The tunnel has closed the connection, or the client has gone. Either way the program learns that nothing
            // follows.
        }
        end();
    }

    private synchronized void pass(byte[] bytes, int length) {
        if (keeps) {
            kept.write(bytes, 0, length);
        } else {
            kept.reset();
        }
        sendKept();
        write(bytes, length);
    }

    private synchronized void end() {
        hasEnded = true;
        sendKept();
    }

    private void write(byte[] bytes, int length) {
        try {
            program.write(bytes, 0, length);
            program.flush();
            if (hasEnded) {
                program.close();
            }
        } catch (IOException e) {
            // The program has ended. The client learns it from the other direction, or another program is started.
        }
    }
}

package io.github.fdomaven.gitlab.stub;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A small HTTP server with one request per connection. The JDK's server sometimes resets a connection that it closes after an
 * answer. For the client, this would be a missing answer.
 */
final class StubServer implements AutoCloseable {

    private static final int CLOSE_MILLIS = 2000;
    private static final int BACKLOG = 200;

    private final ServerSocket server;
    private final Handler handler;
    private final ExecutorService threads = Executors.newCachedThreadPool(StubServer::thread);

    StubServer(int port, Handler handler) throws IOException {
        this.server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        this.handler = handler;
        // Not a daemon thread: it keeps the program of StubMain running.
        new Thread(this::accept, "gitlab-stub").start();
    }

    interface Handler {
        StubAnswer answer(StubRequest request) throws InterruptedException;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "gitlab-stub-answer");
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                // The server was closed, or the client disconnected.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StubAnswer answer = handler.answer(read(in));
            if (answer.isMissing()) {
                in.readAllBytes();
            } else if (!answer.isDropped()) {
                write(answer, socket.getOutputStream());
                socket.shutdownOutput();
                // Closing before the client resets the connection, and the client may lose the answer.
                socket.setSoTimeout(CLOSE_MILLIS);
                in.readAllBytes();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The client disconnected.
        }
    }

    private static StubRequest read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return StubRequest.of(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static void write(StubAnswer answer, OutputStream out) throws IOException {
        byte[] content = answer.content().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " " + answer.reason() + "\r\n");
        answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Content-Type: " + answer.contentType() + "\r\n");
        if (answer.status() != 204) {
            head.append("Content-Length: " + content.length + "\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(content);
        out.flush();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            // Nothing is left to close.
        }
    }
}

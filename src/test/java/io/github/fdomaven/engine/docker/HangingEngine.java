package io.github.fdomaven.engine.docker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers requests on a Unix socket as Docker does, but hangs at one kind of request. */
final class HangingEngine implements AutoCloseable {

    private static final int REPEAT_MILLIS = 20;

    /** Half a minute, because the machine may be slow. */
    private static final int REQUEST_CHECKS = 1500;

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String PROGRESS =
            "{\"status\":\"Downloading\",\"id\":\"layer\"," + "\"progressDetail\":{\"current\":1,\"total\":2}}\r\n";

    /** The output of a program ends with the connection. */
    private static final String OUTPUT = OK + "Content-Type: application/vnd.docker.raw-stream\r\n\r\n";

    private static final String UPGRADED = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

    /** The responses by the beginning of the request. The first match counts. */
    private static final List<Map.Entry<String, String>> RESPONSES = List.of(
            Map.entry("POST /images/create", CHUNKED + chunk(PROGRESS) + chunk("")),
            Map.entry("POST /images/", CHUNKED + chunk(PROGRESS) + chunk("")),
            Map.entry("GET /images/json", json("[]")),
            Map.entry("GET /images/", json("{\"Id\":\"sha256:1\",\"Size\":1}")),
            Map.entry("GET /containers/json", json("[]")),
            Map.entry("GET /volumes", json("{\"Volumes\":[]}")),
            Map.entry(
                    "GET /containers/c1/json",
                    json("{\"Id\":\"c1\",\"Image\":\"sha256:1\",\"State\":{\"Running\":true}}")),
            Map.entry("POST /containers/create", json("{\"Id\":\"c1\"}")),
            Map.entry("POST /containers/c1/start", "HTTP/1.1 204 No Content\r\n\r\n"),
            Map.entry("POST /containers/c1/exec", json("{\"Id\":\"e1\"}")),
            Map.entry("POST /exec/e1/start", OUTPUT),
            Map.entry("GET /exec/e1/json", json("{\"ExitCode\":0}")),
            Map.entry(
                    "GET /containers/c1/archive", OK + "Transfer-Encoding: chunked\r\n\r\n" + chunk("x".repeat(9000))),
            Map.entry("PUT /containers/c1/archive", OK + "Content-Length: 0\r\n\r\n"),
            Map.entry("POST /commit", json("{\"Id\":\"sha256:2\"}")),
            Map.entry("DELETE /", "HTTP/1.1 204 No Content\r\n\r\n"));

    private final ServerSocketChannel server;
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final String hangingRequest;
    private final Position position;
    private final Runnable onHang;

    /** Where the engine hangs. */
    enum Position {
        BEFORE_RESPONSE,
        WITHIN_RESPONSE
    }

    /**
     * Listens on a socket.
     *
     * @param hangingRequest the beginning of the request at which the engine hangs
     * @param onHang is called once if the engine hangs before a response, and repeatedly while it hangs within a response
     */
    HangingEngine(Path socket, String hangingRequest, Position position, Runnable onHang) throws IOException {
        this.hangingRequest = hangingRequest;
        this.position = position;
        this.onHang = onHang;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        start(this::accept);
    }

    /** The first line of each request. */
    List<String> requests() {
        return requests;
    }

    /** Returns whether there is a request with a beginning. Waits for it, because another thread may send it later. */
    boolean awaitRequest(String beginning) throws InterruptedException {
        for (int checks = 0; checks < REQUEST_CHECKS; checks++) {
            if (requests.stream().anyMatch(request -> request.startsWith(beginning))) {
                return true;
            }
            Thread.sleep(REPEAT_MILLIS);
        }
        return false;
    }

    /** Closes the connections that hang. */
    void release() {
        released.countDown();
    }

    private static String json(String text) {
        return OK + "Content-Type: application/json\r\nContent-Length: " + text.length() + "\r\n\r\n" + text;
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                if (server.isOpen()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            InputStream input = new BufferedInputStream(Channels.newInputStream(client));
            OutputStream output = Channels.newOutputStream(client);
            for (String head = readHead(input); !head.isEmpty(); head = readHead(input)) {
                skipBody(head, input);
                if (!respond(head, output)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client closed the connection, or the test is over.
        }
    }

    /** Returns whether the connection stays open. */
    private boolean respond(String head, OutputStream output) throws IOException, InterruptedException {
        String request = head.lines().findFirst().orElseThrow();
        requests.add(request);
        boolean isHanging = request.startsWith(hangingRequest);
        if (isHanging && position == Position.BEFORE_RESPONSE) {
            onHang.run();
            released.await();
            return false;
        }
        boolean isWatchdog = head.contains("Upgrade:");
        String response = isWatchdog ? UPGRADED : response(request);
        boolean isIncomplete = isHanging && response.endsWith(chunk(""));
        output.write((isIncomplete
                        ? response.substring(0, response.length() - chunk("").length())
                        : response)
                .getBytes(StandardCharsets.ISO_8859_1));
        output.flush();
        if (isWatchdog) {
            released.await();
        } else if (isHanging) {
            do {
                onHang.run();
            } while (!released.await(REPEAT_MILLIS, TimeUnit.MILLISECONDS));
        }
        return !response.equals(OUTPUT);
    }

    private static String response(String request) {
        return RESPONSES.stream()
                .filter(response -> request.startsWith(response.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(request));
    }

    private static String readHead(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = input.read(); b >= 0; b = input.read()) {
            head.write(b);
            if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static void skipBody(String head, InputStream input) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        for (String line : lower.lines().toList()) {
            if (line.startsWith("content-length:")) {
                input.skipNBytes(
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()));
            }
        }
        if (lower.contains("transfer-encoding: chunked")) {
            int size = -1;
            while (size != 0) {
                StringBuilder line = new StringBuilder();
                for (int b = input.read(); b != '\n'; b = input.read()) {
                    line.append((char) b);
                }
                size = Integer.parseInt(line.toString().strip(), 16);
                input.skipNBytes(size + 2);
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "hanging-engine");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        release();
        server.close();
    }
}

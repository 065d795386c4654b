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

/** A daemon on a Unix socket that answers as Docker does, until it is asked for what it hangs at. */
final class HangingDaemon implements AutoCloseable {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String PROGRESS =
            "{\"status\":\"Downloading\",\"id\":\"layer\"," + "\"progressDetail\":{\"current\":1,\"total\":2}}\r\n";

    /** Of what a program prints there is no end but that of the connection. */
    private static final String OUTPUT = OK + "Content-Type: application/vnd.docker.raw-stream\r\n\r\n";

    private static final String UPGRADED = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

    /** What is answered to a request that begins so; in this order, for some begin like others. */
    private static final List<Map.Entry<String, String>> ANSWERS = List.of(
            Map.entry("POST /images/create", CHUNKED + chunk(PROGRESS) + chunk("")),
            Map.entry("POST /images/", CHUNKED + chunk(PROGRESS) + chunk("")),
            Map.entry("GET /images/", json("{\"Id\":\"sha256:1\",\"Size\":1}")),
            Map.entry("GET /containers/json", json("[]")),
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
    private final String stage;
    private final boolean isInTheMiddle;

    /**
     * Begins to listen.
     *
     * @param stage how the request begins at which it hangs
     * @param isInTheMiddle whether it begins to answer that one
     */
    HangingDaemon(Path socket, String stage, boolean isInTheMiddle) throws IOException {
        this.stage = stage;
        this.isInTheMiddle = isInTheMiddle;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        thread(this::accept);
    }

    /** The first line of each request. */
    List<String> requests() {
        return requests;
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
                thread(() -> serve(client));
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
            for (String head = head(input); !head.isEmpty(); head = head(input)) {
                String request = head.lines().findFirst().orElseThrow();
                requests.add(request);
                if (request.startsWith(stage) && !isInTheMiddle) {
                    released.await();
                    return;
                }
                skipBody(head, input);
                boolean isLifeline = head.contains("Upgrade:");
                boolean isHanging = request.startsWith(stage) || isLifeline;
                String answer = isLifeline ? UPGRADED : answer(request);
                String part = isHanging && answer.endsWith(chunk(""))
                        ? answer.substring(0, answer.length() - chunk("").length())
                        : answer;
                output.write(part.getBytes(StandardCharsets.ISO_8859_1));
                output.flush();
                if (isHanging) {
                    released.await();
                }
                if (answer.equals(OUTPUT)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The other side has gone, or the test is over.
        }
    }

    private static String answer(String request) {
        return ANSWERS.stream()
                .filter(answer -> request.startsWith(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(request));
    }

    private static String head(InputStream input) throws IOException {
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
        for (String line : head.toLowerCase(Locale.ROOT).lines().toList()) {
            if (line.startsWith("content-length:")) {
                input.skipNBytes(
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()));
            }
        }
        if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
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

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "hanging-daemon");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        released.countDown();
        server.close();
    }
}

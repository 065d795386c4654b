package io.github.fdomaven.http;

import io.github.fdomaven.fixture.RefusedPort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy for plain HTTP and CONNECT. It resolves every name to one server and records its requests. */
public final class ProxyServer implements AutoCloseable {

    private final ServerSocket socket;
    private Optional<RefusedPort> refused = Optional.empty();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    private final int target;
    private String demanded = "";
    private String refusal = "";
    private int refusals;
    private Optional<String> answer = Optional.empty();

    public ProxyServer(int target) throws IOException {
        this.target = target;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit((Callable<Void>) this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Ends, and lets the port refuse connections. */
    public void refuseConnections() throws IOException {
        int port = port();
        socket.close();
        refused = Optional.of(new RefusedPort(port));
    }

    /** Demands a Proxy-Authorization header. */
    public ProxyServer demand(String header) {
        demanded = header;
        return this;
    }

    /** Answers the next requests with a status. */
    public ProxyServer refuse(String status, int times) {
        refusal = status;
        refusals = times;
        return this;
    }

    /** Answers all requests with a text. */
    public void answer(String text) {
        answer = Optional.of(text);
    }

    /** The first line of each request. */
    public List<String> received() {
        return heads.stream().map(head -> head.lines().findFirst().orElse("")).toList();
    }

    /** Each request with its headers. */
    public List<String> heads() {
        return heads;
    }

    private Void serve() throws IOException {
        while (true) {
            Socket client = socket.accept();
            threads.submit(() -> {
                try (client) {
                    serve(client);
                }
                return null;
            });
        }
    }

    private void serve(Socket client) throws IOException {
        String head = head(client.getInputStream());
        heads.add(head);
        OutputStream out = client.getOutputStream();
        if (answer.isPresent()) {
            write(out, answer.get());
        } else if (refusals-- > 0) {
            write(out, "HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n");
        } else if (!demanded.isEmpty() && !head.contains("\r\nProxy-Authorization: " + demanded + "\r\n")) {
            write(
                    out,
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                            + "Content-Length: 0\r\n\r\n");
        } else {
            forward(client, head);
        }
    }

    private void forward(Socket client, String head) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            if (head.startsWith("CONNECT ")) {
                write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n");
            } else {
                // One request per connection, without the headers for the proxy.
                write(
                        server.getOutputStream(),
                        head.replaceFirst(" http://[^/]+/", " /")
                                .replaceAll("\r\n(?:Proxy-[A-Za-z]+|Connection): [^\r]*", "")
                                .replaceFirst("\r\n", "\r\nConnection: close\r\n"));
            }
            threads.submit(() -> client.getInputStream().transferTo(server.getOutputStream()));
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int read = in.read(); read >= 0; read = in.read()) {
            head.append((char) read);
            if (head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                break;
            }
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        if (refused.isPresent()) {
            refused.get().close();
        }
        threads.shutdownNow();
    }
}

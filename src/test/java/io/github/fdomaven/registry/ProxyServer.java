package io.github.fdomaven.registry;

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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy that passes on what it is asked for, in plain text or by CONNECT, to one server whatever name is asked for: it
 * looks names up in its own way. What it was told is kept.
 */
final class ProxyServer implements AutoCloseable {

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    private final int target;
    private String demanded = "";
    private String refusal = "";
    private int refusals;

    ProxyServer(int target) throws IOException {
        this.target = target;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit((Callable<Void>) this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Demands a Proxy-Authorization. */
    ProxyServer demand(String header) {
        demanded = header;
        return this;
    }

    /** Answers some times with a status of its own. */
    ProxyServer refuse(String status, int times) {
        refusal = status;
        refusals = times;
        return this;
    }

    /** The first lines of what it was asked. */
    List<String> received() {
        return heads.stream().map(head -> head.lines().findFirst().orElse("")).toList();
    }

    /** What it was asked, with the headers. */
    List<String> heads() {
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
        if (refusals-- > 0) {
            say(out, "HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n");
        } else if (!demanded.isEmpty() && !head.contains("\r\nProxy-Authorization: " + demanded + "\r\n")) {
            say(
                    out,
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                            + "Content-Length: 0\r\n\r\n");
        } else {
            passOn(client, head);
        }
    }

    private void passOn(Socket client, String head) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            if (head.startsWith("CONNECT ")) {
                say(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\nX-Proxy: yes\r\n\r\n");
            } else {
                // One request for each connection, and nothing in it that is for the proxy alone.
                say(
                        server.getOutputStream(),
                        head.replaceFirst(" http://[^/]+/", " /")
                                .replaceAll("\r\n(?:Proxy-[A-Za-z]+|Connection): [^\r]*", "")
                                .replaceFirst("\r\n", "\r\nConnection: close\r\n"));
            }
            threads.submit(() -> client.getInputStream().transferTo(server.getOutputStream()));
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
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
        threads.shutdownNow();
    }
}

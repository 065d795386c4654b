package io.github.fdomaven.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.fdomaven.engine.Engine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Answers as Docker 20.10 does, but only gives the archives of images. */
final class ArchiveEngine implements AutoCloseable {

    private final HttpServer server;

    /** Writes an archive. If it fails, the connection breaks. */
    interface Archive {
        void writeTo(OutputStream out) throws IOException;
    }

    ArchiveEngine(Archive archive) throws IOException {
        this(200, archive);
    }

    ArchiveEngine(int status, Archive archive) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/version", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            answer(
                    exchange,
                    200,
                    out -> out.write("{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\"}".getBytes(UTF_8)));
        });
        server.createContext("/images/", exchange -> answer(exchange, status, archive));
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, Archive content) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        content.writeTo(exchange.getResponseBody());
        exchange.close();
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    Engine open() {
        return EngineContract.open(address(), Map.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.github.fdomaven.engine.docker;

import io.github.fdomaven.support.Daemon;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Relays connections to the socket of an engine, and breaks those of the watchdogs of containers. */
final class EngineRelay implements AutoCloseable {

    private final Path directory;
    private final Path engine;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> watchdogs = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean isRefusing;

    EngineRelay(String engine) throws IOException {
        this.engine = Path.of(engine.substring("unix://".length()));
        this.directory = Files.createTempDirectory("fdo");
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()));
        Daemon.start("relay", this::accept);
    }

    private Path socket() {
        return directory.resolve("s");
    }

    String address() {
        return "unix://" + socket();
    }

    /** How many requests for a watchdog there were, with those that were refused. */
    int watchdogRequests() {
        return requests.get();
    }

    /** Closes the connections of all watchdogs. */
    void breakWatchdogs() throws IOException {
        for (SocketChannel watchdog : watchdogs) {
            watchdog.close();
        }
    }

    /** Closes the connections of all watchdogs, now and later. */
    void refuseWatchdogs() throws IOException {
        isRefusing = true;
        breakWatchdogs();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                SocketChannel upstream = SocketChannel.open(UnixDomainSocketAddress.of(engine));
                Daemon.start("relay", () -> copy(client, upstream, true));
                Daemon.start("relay", () -> copy(upstream, client, false));
            } catch (IOException e) {
                // The relay was closed.
            }
        }
    }

    private void copy(SocketChannel from, SocketChannel to, boolean isRequest) {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                if (isRequest
                        && isWatchdog(StandardCharsets.ISO_8859_1
                                .decode(buffer.duplicate())
                                .toString())) {
                    watchdogs.add(from);
                    watchdogs.add(to);
                    requests.incrementAndGet();
                    if (isRefusing) {
                        breakWatchdogs();
                    }
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static boolean isWatchdog(String request) {
        return request.startsWith("POST /exec/") && request.contains("Upgrade:");
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.delete(socket());
        Files.delete(directory);
    }
}

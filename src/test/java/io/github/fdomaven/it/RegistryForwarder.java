package io.github.fdomaven.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forwards a loopback port to a registry, counts bytes, records the user agents, and can slow down or break a connection. */
public final class RegistryForwarder implements AutoCloseable {

    private static final int BUFFER = 8 * 1024;

    /** The bytes of each connection that are never slowed down, enough for a manifest. */
    private static final long MANIFEST = 64 * 1024;

    private static final Pattern USER_AGENT = Pattern.compile("(?im)^User-Agent: (\\S+)");

    private final String host;
    private final int port;
    private final ServerSocket server;
    private final Set<String> userAgents = new ConcurrentSkipListSet<>();
    private final AtomicLong slowed = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong breaking = new AtomicLong(Long.MAX_VALUE);
    private volatile long pauseMillis;
    private volatile long free = MANIFEST;

    /** Listens on a free port for a registry such as {@code localhost:5000}. */
    public RegistryForwarder(String registry) throws IOException {
        int colon = registry.lastIndexOf(':');
        this.host = registry.substring(0, colon);
        this.port = Integer.parseInt(registry.substring(colon + 1));
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** {@return the host and port, as part of a reference} */
    public String name() {
        return "localhost:" + server.getLocalPort();
    }

    /** Waits before each block of data that is larger than a manifest. 0 means no wait. */
    public void pause(long millis) {
        free = MANIFEST;
        pauseMillis = millis;
    }

    /** Waits before each block of data. */
    public void pauseAll(long millis) {
        free = 0;
        pauseMillis = millis;
    }

    /** {@return the number of blocks that were slowed down} */
    public long slowed() {
        return slowed.get();
    }

    /** Breaks one connection when the registry has got so many more bytes. */
    public void breakAfter(long bytes) {
        breaking.set(sent.get() + bytes);
    }

    /** {@return whether the connection of {@link #breakAfter} is broken} */
    public boolean isBroken() {
        return breaking.get() == Long.MAX_VALUE;
    }

    /** {@return how many bytes came from the registry} */
    public long received() {
        return received.get();
    }

    /** {@return the user agents of the requests, such as {@code docker/20.10.24}} */
    public Set<String> userAgents() {
        return new TreeSet<>(userAgents);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket registry = new Socket(host, port);
                thread(() -> forward(client, registry, sent));
                thread(() -> forward(registry, client, received));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Forwards one direction. If one direction ends, both are closed. */
    private void forward(Socket from, Socket to, AtomicLong count) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            long passed = 0;
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                recordUserAgents(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                passed += read;
                count.addAndGet(read);
                if (sent.get() > breaking.get()) {
                    breaking.set(Long.MAX_VALUE);
                    return;
                }
                if (passed > free && pauseMillis > 0) {
                    slowed.incrementAndGet();
                    Thread.sleep(pauseMillis);
                }
                output.write(buffer, 0, read);
                output.flush();
            }
        } catch (IOException e) {
            // One side closed the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void recordUserAgents(String block) {
        Matcher matcher = USER_AGENT.matcher(block);
        while (matcher.find()) {
            userAgents.add(matcher.group(1));
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "registry-forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

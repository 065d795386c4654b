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

/** Gives a registry another port, takes note of who comes there, and can be as slow as a bad line. */
public final class RegistryForwarder implements AutoCloseable {

    private static final int BUFFER = 8 * 1024;

    /** What passes at full speed even on a slow line, so that what is small, such as a manifest, gets through. */
    private static final long MANIFEST = 64 * 1024;

    private static final Pattern USER_AGENT = Pattern.compile("(?im)^User-Agent: (\\S+)");

    private final String host;
    private final int port;
    private final ServerSocket server;
    private final Set<String> visitors = new ConcurrentSkipListSet<>();
    private final AtomicLong slowed = new AtomicLong();
    private volatile long pauseMillis;
    private volatile long free = MANIFEST;

    /** One that listens on some free port of the loopback, for a registry such as {@code localhost:5000}. */
    public RegistryForwarder(String registry) throws IOException {
        int colon = registry.lastIndexOf(':');
        this.host = registry.substring(0, colon);
        this.port = Integer.parseInt(registry.substring(colon + 1));
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** The registry's name here, as a reference has it. */
    public String name() {
        return "localhost:" + server.getLocalPort();
    }

    /** From now on waits so long before each piece of what is larger than a manifest; 0 for not at all. */
    public void pause(long millis) {
        free = MANIFEST;
        pauseMillis = millis;
    }

    /** From now on waits so long before each piece. */
    public void pauseAll(long millis) {
        free = 0;
        pauseMillis = millis;
    }

    /** How many pieces have been waited for. */
    public long slowed() {
        return slowed.get();
    }

    /** The programs that came here, by what they call themselves, such as {@code docker/20.10.24}. */
    public Set<String> visitors() {
        return new TreeSet<>(visitors);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket registry = new Socket(host, port);
                thread(() -> forward(client, registry));
                thread(() -> forward(registry, client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** One direction; the end of either is the end of both. */
    private void forward(Socket from, Socket to) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            long passed = 0;
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                note(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                passed += read;
                if (passed > free && pauseMillis > 0) {
                    slowed.incrementAndGet();
                    Thread.sleep(pauseMillis);
                }
                output.write(buffer, 0, read);
                output.flush();
            }
        } catch (IOException e) {
            // One of the two has gone, which is how connections end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(String piece) {
        Matcher matcher = USER_AGENT.matcher(piece);
        while (matcher.find()) {
            visitors.add(matcher.group(1));
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

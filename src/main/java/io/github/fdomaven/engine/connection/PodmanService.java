package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.Daemon;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Podman service on a private socket. Without requests it ends after a while, even if Maven was killed. As long as Maven
 * runs, it gets a ping every few seconds, because Podman 4.3 ends even if a connection is open.
 */
final class PodmanService implements EngineEndpoint {

    private static final Duration IDLE_LIMIT = Duration.ofSeconds(15);
    private static final Duration PING_INTERVAL = Duration.ofSeconds(3);

    /** The first start of Podman prepares the user's storage. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private static final Duration START_POLL = Duration.ofMillis(50);

    /** If Podman ends by itself without an error, its directory is deleted, also when Maven is gone. */
    private static final String SCRIPT =
            "\"$1\" system service --time=\"$2\" \"unix://$3\" >\"$4\" 2>&1 && rm -rf -- \"$5\"";

    private static final byte[] PING =
            "GET /_ping HTTP/1.0\r\nHost: podman\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final PrivateDirectory directory;
    private final Process process;
    private final Thread pinger = Daemon.thread("fdo-podman-ping", this::keepAwake);

    private PodmanService(PrivateDirectory directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    static PodmanService start(EnginePrograms programs) throws NoAnswerException {
        Path podman = programs.find("podman");
        Path shell = programs.find("sh");
        PrivateDirectory directory = PrivateDirectory.create();
        List<String> command = programs.detached(List.of(
                shell.toString(),
                "-c",
                SCRIPT,
                "sh",
                podman.toString(),
                Long.toString(IDLE_LIMIT.toSeconds()),
                directory.socket().toString(),
                directory.log().toString(),
                directory.path().toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            PodmanService service = new PodmanService(directory, process);
            service.awaitStart();
            return service;
        } catch (IOException e) {
            directory.delete();
            throw new NoAnswerException("its service cannot be started: " + e.getMessage());
        }
    }

    private void awaitStart() throws NoAnswerException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() > deadline || !sleep(START_POLL)) {
                String problem =
                        process.isAlive() ? "did not answer within " + START_TIMEOUT.toSeconds() + " s" : "ended";
                String details = lastLines().map(text -> ". " + text).orElse("");
                close();
                throw new NoAnswerException("its service was started, but " + problem + details);
            }
        }
        pinger.start();
    }

    private void keepAwake() {
        while (sleep(PING_INTERVAL)) {
            ping();
        }
    }

    private boolean isListening() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(directory.socket()));
        } catch (IOException e) {
            return false;
        }
    }

    private void ping() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(directory.socket()));
            channel.write(ByteBuffer.wrap(PING));
            channel.read(ByteBuffer.allocate(PING.length));
        } catch (IOException e) {
            // The next request of the client fails too, and reports it.
        }
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> lastLines() {
        try {
            StderrTail tail = new StderrTail("podman");
            Files.readString(directory.log()).lines().forEach(tail::add);
            return tail.text();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public URI uri() {
        return EngineConnector.unixUri(directory.socket());
    }

    @Override
    public Throwable diagnose(Throwable failure) {
        return lastLines().<Throwable>map(IOException::new).orElse(failure);
    }

    @Override
    public void close() {
        pinger.interrupt();
        EnginePrograms.end(process);
        directory.delete();
    }
}

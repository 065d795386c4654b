package io.github.fdomaven.engine.connection;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Podman that answers on a private socket for as long as it is needed. It ends by itself when it has heard nothing for a
 * while, so also when Maven was killed; as long as Maven lives, it is asked for a sign of life now and then. (A connection
 * that is merely held open does not keep Podman 4.3 from ending.)
 */
final class PodmanService implements Route {

    private static final Duration IDLE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** The first start of a user's Podman prepares that user's storage. */
    private static final Duration START = Duration.ofSeconds(30);

    private static final Duration PEEK = Duration.ofMillis(50);

    private static final Duration END = Duration.ofSeconds(5);

    private static final String SOCKET = "podman.sock";

    private static final String LOG = "podman.log";

    /** When Podman has ended by itself, perhaps long after Maven, this removes what it leaves; its last words stay else. */
    private static final String SCRIPT = "\"$1\" system service --time=\"$2\" \"unix://$3/" + SOCKET + "\" >\"$3/" + LOG
            + "\" 2>&1 && rm -rf -- \"$3\"";

    private static final byte[] PING =
            "GET /_ping HTTP/1.0\r\nHost: podman\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final PrivateDirectory directory;
    private final Process process;
    private final Thread pinging = new Thread(this::keepAwake, "fdo-podman-ping");

    private PodmanService(PrivateDirectory directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    static PodmanService start(Programs programs) throws NoAnswerException {
        Path podman = programs.find("podman");
        Path shell = programs.find("sh");
        PrivateDirectory directory = PrivateDirectory.make();
        List<String> command = programs.detached(List.of(
                shell.toString(),
                "-c",
                SCRIPT,
                "sh",
                podman.toString(),
                Long.toString(IDLE.toSeconds()),
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
            directory.remove(List.of(SOCKET, LOG));
            throw new NoAnswerException("its service could not be started: " + e.getMessage());
        }
    }

    private void awaitStart() throws NoAnswerException {
        long end = System.nanoTime() + START.toNanos();
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() > end || !isPauseOver(PEEK)) {
                String words = lastWords().map(text -> ". " + text).orElse("");
                String problem = process.isAlive() ? "does not answer within " + START.toSeconds() + " s" : "ended";
                close();
                throw new NoAnswerException("its service was started, but " + problem + words);
            }
        }
        pinging.setDaemon(true);
        pinging.start();
    }

    private void keepAwake() {
        while (isPauseOver(PAUSE)) {
            ping();
        }
    }

    private boolean isListening() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(directory.file(SOCKET)));
        } catch (IOException e) {
            return false;
        }
    }

    private void ping() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(directory.file(SOCKET)));
            channel.write(ByteBuffer.wrap(PING));
            channel.read(ByteBuffer.allocate(PING.length));
        } catch (IOException e) {
            // Who uses it learns from it what is wrong.
        }
    }

    private static boolean isPauseOver(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<String> lastWords() {
        try {
            Complaint complaint = new Complaint("podman");
            Files.readString(directory.file(LOG)).lines().forEach(complaint::add);
            return complaint.text();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public URI endpoint() {
        return Routes.unix(directory.file(SOCKET));
    }

    @Override
    public Throwable diagnose(Throwable failure) {
        return lastWords().<Throwable>map(IOException::new).orElse(failure);
    }

    @Override
    public void close() {
        pinging.interrupt();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.descendants().forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
                process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        directory.remove(List.of(SOCKET, LOG));
    }
}

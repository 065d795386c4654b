package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A private socket that runs ssh for each connection, and connects its stdin and stdout to the client. When one direction
 * ends, the other one stays open: engines need this for the input of a command.
 */
final class SshTunnel implements EngineEndpoint {

    /**
     * The docker or podman program on the other machine finds the socket of its engine. The command is quoted for sh, because
     * the login shell there may be another one.
     */
    private static final String DIAL = "sh -c 'echo " + SshLogin.READY
            + "; if command -v docker >/dev/null 2>&1; then exec docker system dial-stdio; fi;"
            + " exec podman system dial-stdio'";

    /** By default, sshd refuses some connections while ten others log in. */
    private static final int LOGINS = 4;

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A part of what ssh says if sshd refuses the connection. */
    private static final String REFUSED = "exchange_identification";

    private static final String THREAD = "fdo-tunnel";

    private final List<String> command;
    private final PrivateDirectory directory;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final Semaphore logins = new Semaphore(LOGINS);
    private int ending;
    private Optional<String> failure = Optional.empty();

    private SshTunnel(List<String> command, PrivateDirectory directory, ServerSocketChannel server) {
        this.command = List.copyOf(command);
        this.directory = directory;
        this.server = server;
    }

    static SshTunnel open(SshAddress address, EnginePrograms programs) throws NoAnswerException {
        List<String> options = List.of("-o", "ClearAllForwardings=yes");
        return open(programs.detached(address.command(programs.find("ssh"), options, DIAL)));
    }

    /** Opens the socket. The program does not run before a client connects. */
    static SshTunnel open(List<String> command) {
        PrivateDirectory directory = PrivateDirectory.create();
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            directory.deleteOnExit();
            server.bind(UnixDomainSocketAddress.of(directory.socket()));
            SshTunnel tunnel = new SshTunnel(command, directory, server);
            Daemon.start(THREAD, tunnel::accept);
            return tunnel;
        } catch (IOException e) {
            throw new EnvironmentException("Could not open the socket " + directory.socket() + ": " + e + ".", e);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Daemon.start(THREAD, () -> serve(client));
            } catch (IOException e) {
                // The tunnel was closed, or one connection failed, and its client knows.
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            clients.add(client);
            TunnelInput input = new TunnelInput(client, THREAD);
            for (int attempt = 1; !isServed(client, input, attempt == ATTEMPTS); attempt++) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (IOException e) {
            // The client has gone, or the program cannot run. Either way the client sees that the connection is closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    /** Runs ssh until it ends. Returns false if the connection was refused, unless this is the last attempt. */
    private boolean isServed(SocketChannel client, TunnelInput input, boolean isLast)
            throws IOException, InterruptedException {
        boolean isAllowed = logins.tryAcquire(SshForward.LOGIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        SshLogin ssh = null;
        try {
            Optional<String> ready;
            try {
                ssh = SshLogin.start(new ProcessBuilder(command));
                processes.add(ssh.process());
                if (!server.isOpen()) {
                    return true;
                }
                input.sendTo(ssh.process().getOutputStream());
                ready = ssh.await();
            } finally {
                if (isAllowed) {
                    logins.release();
                }
            }
            if (ready.isPresent()) {
                input.isRead();
                OutputStream out = Channels.newOutputStream(client);
                out.write(ready.get().getBytes(StandardCharsets.UTF_8));
                ssh.process().getInputStream().transferTo(out);
            }
            return isServed(client, ssh, ready.isPresent(), isLast);
        } finally {
            if (ssh != null) {
                processes.remove(ssh.process());
                EnginePrograms.end(ssh.process());
            }
        }
    }

    /** Keeps what ssh says if it fails. The client may learn of the end earlier, so {@link #diagnose} waits for this. */
    private boolean isServed(SocketChannel client, SshLogin ssh, boolean isReady, boolean isLast)
            throws IOException, InterruptedException {
        synchronized (this) {
            ending++;
        }
        Optional<String> problem = Optional.empty();
        try {
            boolean isRefused = false;
            if (isReady) {
                client.shutdownOutput();
            }
            if (ssh.process().waitFor() != 0 || !isReady) {
                problem = ssh.stderr().text();
                isRefused = !isLast
                        && problem.filter(text -> text.contains(REFUSED)).isPresent();
            }
            if (isRefused) {
                problem = Optional.empty();
            }
            return !isRefused;
        } finally {
            synchronized (this) {
                ending--;
                failure = problem.or(() -> failure);
                notifyAll();
            }
        }
    }

    @Override
    public URI uri() {
        return EngineConnector.unixUri(directory.socket());
    }

    @Override
    public Duration timeout() {
        return SshForward.LOGIN_TIMEOUT;
    }

    @Override
    public synchronized Throwable diagnose(Throwable seen) {
        long deadline = System.nanoTime() + StderrTail.LIMIT.toNanos();
        try {
            for (long left = StderrTail.LIMIT.toNanos(); ending > 0 && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return failure.<Throwable>map(IOException::new).orElse(seen);
    }

    @Override
    public void close() {
        try {
            server.close();
            processes.forEach(EnginePrograms::end);
            for (SocketChannel client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new EnvironmentException("Could not close the socket " + directory.socket() + ": " + e + ".", e);
        }
        directory.delete();
    }
}

package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A private socket that runs ssh for each connection, and connects its stdin and stdout to the client. When one direction
 * ends, the other one stays open: engines need this for the input of a command.
 */
final class SshTunnel implements EngineEndpoint {

    /**
     * The docker or podman program on the other machine finds the socket of its engine. The command is quoted for sh, because
     * the login shell there may be another shell.
     */
    private static final String DIAL =
            "sh -c 'if command -v docker >/dev/null 2>&1; then exec docker system dial-stdio; fi;"
                    + " exec podman system dial-stdio'";

    private static final String THREAD = "fdo-tunnel";
    private static final int BUFFER_SIZE = 64 * 1024;

    private final List<String> command;
    private final PrivateDirectory directory;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final StderrTail stderr = new StderrTail("ssh");

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
            Process process = new ProcessBuilder(command).start();
            processes.add(process);
            try {
                connect(client, process);
            } finally {
                processes.remove(process);
                EnginePrograms.end(process);
            }
        } catch (IOException e) {
            // The client has gone, or the program cannot run. Either way the client sees that the connection is closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private void connect(SocketChannel client, Process process) throws IOException, InterruptedException {
        if (!server.isOpen()) {
            return;
        }
        Thread reader = stderr.follow(process);
        Daemon.start(THREAD, () -> send(client, process));
        process.getInputStream().transferTo(Channels.newOutputStream(client));
        client.shutdownOutput();
        process.waitFor();
        // Ending a process closes its stderr, and drops lines that are not read yet.
        reader.join(StderrTail.LIMIT.toMillis());
    }

    private static void send(SocketChannel client, Process process) {
        try (OutputStream out = process.getOutputStream()) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
            while (client.read(buffer) >= 0) {
                out.write(buffer.array(), 0, buffer.position());
                out.flush();
                buffer.clear();
            }
        } catch (IOException e) {
            // The program has ended. The client learns it from the other direction.
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
    public Throwable diagnose(Throwable failure) {
        return stderr.text().<Throwable>map(IOException::new).orElse(failure);
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

package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
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
 * A private socket, behind which for each connection a program runs: what comes in is what it reads, and what it prints goes
 * out. The end of either direction is passed on while the other one goes on, as an engine wants it for a command's input.
 */
final class ProgramTunnel implements Route {

    private static final String SOCKET = "engine.sock";

    private static final int BUFFER = 64 * 1024;

    private final List<String> command;
    private final PrivateDirectory directory;
    private final ServerSocketChannel server;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final Complaint complaint = new Complaint("ssh");

    private ProgramTunnel(List<String> command, PrivateDirectory directory, ServerSocketChannel server) {
        this.command = List.copyOf(command);
        this.directory = directory;
        this.server = server;
    }

    /**
     * Opens the socket. No program runs before somebody connects.
     *
     * @param command the program with its arguments
     */
    static ProgramTunnel open(List<String> command) {
        PrivateDirectory directory = PrivateDirectory.make();
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            directory.removeAtExit(List.of(SOCKET));
            server.bind(UnixDomainSocketAddress.of(directory.file(SOCKET)));
            ProgramTunnel tunnel = new ProgramTunnel(command, directory, server);
            thread(tunnel::accept);
            return tunnel;
        } catch (IOException e) {
            throw new EnvironmentException("Could not open a socket in " + directory.path() + ": " + e + ".", e);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                thread(() -> serve(client));
            } catch (IOException e) {
                // It was closed, or this one connection did not come about: its other end learns that by itself.
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            clients.add(client);
            Process process = new ProcessBuilder(command).start();
            processes.add(process);
            try {
                if (!server.isOpen()) {
                    return;
                }
                complaint.listen(process.getErrorStream());
                thread(() -> send(client, process));
                receive(process, client);
                process.waitFor();
            } finally {
                processes.remove(process);
                end(process);
            }
        } catch (IOException e) {
            // The client is gone, or the program does not run: the one knows, and the other has said why.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private static void send(SocketChannel client, Process process) {
        try (OutputStream out = process.getOutputStream()) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (client.read(buffer) >= 0) {
                out.write(buffer.array(), 0, buffer.position());
                out.flush();
                buffer.clear();
            }
        } catch (IOException e) {
            // The program is gone, which the other direction passes on.
        }
    }

    private static void receive(Process process, SocketChannel client) throws IOException {
        InputStream in = process.getInputStream();
        in.transferTo(Channels.newOutputStream(client));
        client.shutdownOutput();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "fdo-tunnel");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public URI endpoint() {
        return Routes.unix(directory.file(SOCKET));
    }

    @Override
    public Duration patience() {
        return SshForward.LOGIN;
    }

    @Override
    public Throwable diagnose(Throwable failure) {
        return complaint.text().<Throwable>map(IOException::new).orElse(failure);
    }

    @Override
    public void close() {
        try {
            server.close();
            processes.forEach(ProgramTunnel::end);
            for (SocketChannel client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new EnvironmentException("Could not close the socket in " + directory.path() + ": " + e + ".", e);
        }
        directory.remove(List.of(SOCKET));
    }
}

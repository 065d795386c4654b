package io.github.fdomaven.engine.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An ssh process that forwards a local socket to the engine's socket on the other machine. */
final class SshForward implements EngineEndpoint {

    static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(30);

    /** The remote command: it reports that the forward is open, and ends when its stdin is closed. */
    private static final String HOLD = "echo " + SshLogin.READY + "; exec cat";

    /** Printed by ssh if a client connects to the local socket, but ssh cannot connect to the remote socket. */
    private static final String NOT_OPENED = "open failed";

    private final String socket;
    private final PrivateDirectory directory;
    private final SshLogin ssh;

    private SshForward(String socket, PrivateDirectory directory, SshLogin ssh) {
        this.socket = socket;
        this.directory = directory;
        this.ssh = ssh;
    }

    /** Logs in, and waits until the forward is open. */
    static SshForward open(SshAddress address, EnginePrograms programs) throws NoAnswerException {
        PrivateDirectory directory = PrivateDirectory.create();
        String socket = address.socket().orElseThrow();
        List<String> options = List.of(
                "-o",
                "ControlPath=none",
                "-o",
                "ExitOnForwardFailure=yes",
                "-o",
                "StreamLocalBindMask=0177",
                "-L",
                directory.socket() + ":" + socket);
        boolean isOpen = false;
        try {
            List<String> command = programs.detached(address.command(programs.find("ssh"), options, HOLD));
            SshForward forward = new SshForward(socket, directory, SshLogin.start(new ProcessBuilder(command)));
            directory.deleteOnExit();
            forward.awaitLogin();
            isOpen = true;
            return forward;
        } catch (IOException e) {
            throw new NoAnswerException("ssh cannot run: " + e.getMessage());
        } finally {
            if (!isOpen) {
                directory.delete();
            }
        }
    }

    private void awaitLogin() throws NoAnswerException {
        CompletableFuture<Boolean> ready = CompletableFuture.supplyAsync(this::isReady);
        boolean isLoggedIn = false;
        try {
            isLoggedIn = ready.get(LOGIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (!isLoggedIn) {
                throw new NoAnswerException(ssh.stderr().text().orElse("ssh ended before it logged in"));
            }
        } catch (TimeoutException e) {
            throw new NoAnswerException("ssh did not log in within " + LOGIN_TIMEOUT.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new NoAnswerException("the output of ssh cannot be read: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted");
        } finally {
            if (!isLoggedIn) {
                EnginePrograms.end(ssh.process());
            }
        }
    }

    private boolean isReady() {
        try {
            return ssh.await().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public URI uri() {
        return EngineConnector.unixUri(directory.socket());
    }

    @Override
    public Duration timeout() {
        return LOGIN_TIMEOUT;
    }

    @Override
    public Throwable diagnose(Throwable failure) {
        return ssh.stderr()
                .text(line -> line.contains(NOT_OPENED))
                .map(text -> text.contains(NOT_OPENED) ? text + advice() : text)
                .<Throwable>map(IOException::new)
                .orElse(failure);
    }

    /** Returns the socket and advice, because ssh reports neither the socket that it could not open nor the reason. */
    private String advice() {
        return ". No engine listens on " + socket
                + " there, you have no permission to use it, or sshd there does not forward"
                + " sockets (AllowStreamLocalForwarding). Log in, and run 'ls -l " + socket + "'";
    }

    @Override
    public void close() {
        EnginePrograms.end(ssh.process());
        directory.delete();
    }
}

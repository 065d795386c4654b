package io.github.fdomaven.engine.connection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One ssh that makes a socket of the other machine a socket of this one. It ends with us: what it runs there ends when there
 * is nothing more to read from us.
 */
final class SshForward implements Route {

    /** How long it may take to log in. */
    static final Duration LOGIN = Duration.ofSeconds(30);

    private static final String READY = "fdo-ready";

    /** What runs there: says that the way is open, and keeps it open. */
    static final String HOLD = "echo " + READY + "; exec cat";

    private static final String SOCKET = "engine.sock";

    /** What ssh says when somebody connects here, and it cannot connect there. */
    private static final String NOT_OPENED = "open failed";

    private final String socket;
    private final PrivateDirectory directory;
    private final Process ssh;
    private final Complaint complaint;

    private SshForward(String socket, PrivateDirectory directory, Process ssh, Complaint complaint) {
        this.socket = socket;
        this.directory = directory;
        this.ssh = ssh;
        this.complaint = complaint;
    }

    /**
     * Logs in.
     *
     * @param socket the path of the socket there
     * @param command gives the command, with these options in it
     */
    static SshForward open(String socket, Function<List<String>, List<String>> command) throws NoAnswerException {
        PrivateDirectory directory = PrivateDirectory.make();
        List<String> options = List.of(
                "-o",
                "ControlPath=none",
                "-o",
                "ExitOnForwardFailure=yes",
                "-o",
                "StreamLocalBindMask=0177",
                "-L",
                directory.file(SOCKET) + ":" + socket);
        Complaint complaint = new Complaint("ssh");
        try {
            Process ssh = new ProcessBuilder(command.apply(options)).start();
            SshForward forward = new SshForward(socket, directory, ssh, complaint);
            directory.removeAtExit(List.of(SOCKET));
            forward.awaitLogin();
            return forward;
        } catch (IOException e) {
            directory.remove(List.of(SOCKET));
            throw new NoAnswerException("ssh could not be run: " + e.getMessage());
        }
    }

    private void awaitLogin() throws NoAnswerException {
        complaint.listen(ssh.getErrorStream());
        CompletableFuture<Boolean> ready = CompletableFuture.supplyAsync(this::isReady);
        try {
            if (ready.get(LOGIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            close();
            throw new NoAnswerException(complaint.text().orElse("ssh ended"));
        } catch (TimeoutException e) {
            close();
            throw new NoAnswerException("ssh did not log in within " + LOGIN.toSeconds() + " s");
        } catch (ExecutionException e) {
            close();
            throw new NoAnswerException("ssh broke off: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new NoAnswerException("interrupted");
        }
    }

    /** Whatever a shell's start-up files print comes before. */
    private boolean isReady() {
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(ssh.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(READY)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI endpoint() {
        return Routes.unix(directory.file(SOCKET));
    }

    @Override
    public Duration patience() {
        return LOGIN;
    }

    @Override
    public Throwable diagnose(Throwable failure) {
        return complaint
                .text()
                .map(text -> text.contains(NOT_OPENED) ? text + advice() : text)
                .<Throwable>map(IOException::new)
                .orElse(failure);
    }

    /** ssh does not say what it could not open, nor why. */
    private String advice() {
        return ". There is no socket " + socket
                + " there on which an engine listens, or you may not use it: log in, and" + " see what 'ls -l " + socket
                + "' says";
    }

    /** An ssh on the PATH may be a script, which does not hand on what ends it. */
    @Override
    public void close() {
        ssh.descendants().forEach(ProcessHandle::destroy);
        ssh.destroy();
        directory.remove(List.of(SOCKET));
    }
}

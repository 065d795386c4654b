package io.github.fdomaven.engine.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running ssh that logs in. What the other machine says instead of a login is added to what ssh prints to stderr. */
record SshLogin(Process process, StderrTail stderr) {

    /** Printed by the remote command as soon as ssh has logged in. */
    static final String READY = "fdo-ready";

    /** The beginning of each answer of an engine. */
    private static final String ANSWER = "HTTP/1.";

    /** The exit status if ssh itself failed. Any other status is that of the program on the other machine. */
    private static final int SSH_FAILED = 255;

    /** Longer lines are not read to their end. */
    private static final int MAX_LENGTH = 1000;

    static SshLogin start(ProcessBuilder ssh) throws IOException {
        SshLogin login = new SshLogin(ssh.start(), new StderrTail("ssh"));
        login.stderr().follow(login.process());
        return login;
    }

    /**
     * Waits for the login, and skips what the start-up files of the shell print. If the account there may run nothing but a command
     * of its own, no line tells of the login: the answer of the engine does.
     *
     * @return the beginning of the answer, as far as it was read, or nothing if ssh has ended
     */
    Optional<String> await() throws IOException, InterruptedException {
        StderrTail skipped = new StderrTail("ssh");
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream output = process.getInputStream();
        for (int b = output.read(); b >= 0; b = output.read()) {
            if (b != '\n') {
                if (line.size() < MAX_LENGTH) {
                    line.write(b);
                }
                if (line.size() == ANSWER.length() && text(line).equals(ANSWER)) {
                    return Optional.of(ANSWER);
                }
            } else if (text(line).endsWith(READY)) {
                return Optional.of("");
            } else {
                skipped.add(text(line));
                line.reset();
            }
        }
        skipped.add(text(line));
        if (process.waitFor(StderrTail.LIMIT.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() != SSH_FAILED) {
            stderr.addAll(skipped);
        }
        return Optional.empty();
    }

    private static String text(ByteArrayOutputStream line) {
        return line.toString(StandardCharsets.UTF_8);
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/**
 * Maven's log with secrets masked. Each text is one line of the log.
 *
 * @param terminal the line of the terminal that shows progress
 * @param prefix begins each line
 */
record MaskedLog(Log log, Secrets secrets, TerminalLine terminal, String prefix) {

    MaskedLog(Log log, Secrets secrets, TerminalLine terminal) {
        this(log, secrets, terminal, "");
    }

    MaskedLog of(String image) {
        return new MaskedLog(log, secrets, terminal, "[" + image + "] ");
    }

    void info(String text) {
        if (log.isInfoEnabled()) {
            write(text, log::info);
        }
    }

    void debug(String text) {
        if (log.isDebugEnabled()) {
            write(text, log::debug);
        }
    }

    void warn(String text) {
        write(text, log::warn);
    }

    /** Writes each line of a failure. */
    void warn(FdoException failure) {
        failure.getMessage().lines().forEach(this::warn);
    }

    void error(String text) {
        write(text, log::error);
    }

    private void write(String text, Consumer<String> level) {
        String shown = shown(text);
        terminal.interrupt(() -> level.accept(shown));
    }

    /** The text as the log shows it: one line, also if a text from outside has several. */
    String shown(String text) {
        return OneLine.printable(secrets.redact(prefix + text)).stripTrailing();
    }
}

package io.github.fdomaven.maven;

import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/**
 * Maven's log with secrets masked. Each text is one line of the log.
 *
 * @param prefix begins each line
 */
record MaskedLog(Log log, Secrets secrets, String prefix) {

    MaskedLog(Log log, Secrets secrets) {
        this(log, secrets, "");
    }

    MaskedLog of(String image) {
        return new MaskedLog(log, secrets, "[" + image + "] ");
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

    /** Writes one line, also if a text from outside has several. */
    private void write(String text, Consumer<String> level) {
        String shown = OneLine.printable(secrets.redact(prefix + text)).stripTrailing();
        level.accept(shown);
    }
}

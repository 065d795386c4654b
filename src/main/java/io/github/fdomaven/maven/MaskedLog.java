package io.github.fdomaven.maven;

import io.github.fdomaven.support.Secrets;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/**
 * Maven's log with secrets masked. Each line of a text is a line of the log, with the text's level and prefix.
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

    void error(String text) {
        write(text, log::error);
    }

    /** A secret may have several lines, so it is masked before the text is split. */
    private void write(String text, Consumer<String> level) {
        secrets.redact(text).lines().forEach(line -> level.accept(secrets.redact(prefix) + line));
    }
}

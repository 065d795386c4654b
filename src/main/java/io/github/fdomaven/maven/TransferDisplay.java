package io.github.fdomaven.maven;

import io.github.fdomaven.engine.TransferProgress;
import io.github.fdomaven.support.Plural;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.maven.execution.MavenExecutionRequest;

/** Shows the progress of the transfers that run now. */
final class TransferDisplay {

    /** Where the progress is shown. */
    enum Mode {
        /** Nowhere. */
        NONE,
        /** In the log, in a line now and then for each long transfer. */
        LOG,
        /** In the last line of the terminal, which is rewritten. */
        TERMINAL;

        /**
         * Follows the options of Maven. Maven's own listener for downloads shows them: it is a quiet one with -q and with -ntp,
         * and writes to the log with -B and with -l. With -T, other modules write to the terminal too.
         */
        static Mode of(MavenExecutionRequest request, boolean isInfoEnabled, boolean hasTerminal) {
            Object listener = request.getTransferListener();
            String name = listener == null ? "" : listener.getClass().getSimpleName();
            if (!isInfoEnabled || name.contains("Quiet")) {
                return NONE;
            }
            boolean isRewritable = hasTerminal
                    && request.isInteractiveMode()
                    && request.getDegreeOfConcurrency() <= 1
                    && !name.contains("Slf4j");
            return isRewritable ? TERMINAL : LOG;
        }
    }

    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(200);

    /** A line that is longer than the terminal is wide cannot be rewritten. */
    private static final int MAX_WIDTH = 79;

    private final Mode mode;
    private final TerminalLine terminal;
    private final InstantSource clock;

    /** The names of the images whose transfers run now, and when each was last shown in the log. */
    private final Map<TransferProgress, String> images = new LinkedHashMap<>();

    private final Map<TransferProgress, Instant> shown = new LinkedHashMap<>();
    private Instant drawn = Instant.MIN;

    TransferDisplay(Mode mode, TerminalLine terminal, InstantSource clock) {
        this.mode = mode;
        this.terminal = terminal;
        this.clock = clock;
    }

    synchronized void update(TransferProgress progress, MaskedLog log) {
        Instant now = clock.instant();
        if (mode == Mode.LOG) {
            Instant last = shown.putIfAbsent(progress, now);
            if (last != null && !now.isBefore(last.plus(LOG_INTERVAL))) {
                shown.put(progress, now);
                log.info(progress.text());
            }
        } else if (mode == Mode.TERMINAL) {
            images.put(progress, log.shown(""));
            if (drawn.equals(Instant.MIN) || !now.isBefore(drawn.plus(TERMINAL_INTERVAL))) {
                drawn = now;
                terminal.show(line());
            }
        }
    }

    synchronized void end(TransferProgress progress) {
        shown.remove(progress);
        if (images.remove(progress) != null) {
            terminal.show(line());
        }
    }

    /** As many transfers as fit, and how many more there are. */
    private String line() {
        StringBuilder line = new StringBuilder();
        int left = images.size();
        for (Map.Entry<TransferProgress, String> image : images.entrySet()) {
            String text = (line.isEmpty() ? "" : "  ") + image.getValue() + " "
                    + image.getKey().text();
            String more = left == 1 ? "" : "  +" + (left - 1);
            if (line.length() + text.length() + more.length() > MAX_WIDTH) {
                break;
            }
            line.append(text);
            left--;
        }
        if (line.isEmpty() && left > 0) {
            return "transferring " + Plural.count(left, "image");
        }
        return line + (left == 0 ? "" : "  +" + left);
    }
}

package io.github.fdomaven.engine.connection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The last that a program on the way has complained of. What one prints must be read, or it would stand still. */
final class Complaint {

    private static final int LINES = 3;

    private static final int LONGEST = 500;

    private static final long PATIENCE_MILLIS = 500;

    private final String program;
    private final Deque<String> lines = new ArrayDeque<>();

    /** Begins with nothing. */
    Complaint(String program) {
        this.program = program;
    }

    /** Reads all that a program prints, in a thread of its own. */
    void listen(InputStream stream) {
        Thread thread = new Thread(() -> read(stream), "fdo-route-complaint");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // The program is gone, and what it has said so far is what there is.
        }
    }

    synchronized void add(String line) {
        String clean = clean(line);
        if (!clean.isEmpty() && !clean.equals(lines.peekLast())) {
            lines.addLast(clean);
            notifyAll();
        }
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /** {@return what was said}: asked for when something has failed, which may be known before the words for it are here. */
    synchronized Optional<String> text() {
        try {
            if (lines.isEmpty()) {
                wait(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String text = String.join(" | ", lines).replaceFirst("\\.$", "");
        return text.isEmpty() ? Optional.empty() : Optional.of(program + " says: " + text + advice(text));
    }

    /** ssh is not let to ask anything, so what it would have asked must be settled before. */
    private static String advice(String text) {
        boolean isToLogIn = text.contains("Permission denied") || text.contains("verification failed");
        return isToLogIn ? ". Log in there once by ssh, until it asks nothing any more" : "";
    }

    private static String clean(String line) {
        String clean = line.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }
}

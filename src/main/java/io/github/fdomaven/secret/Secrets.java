package io.github.fdomaven.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The secrets met in this run, and the one way to blot them out of a text. Whoever learns of a secret adds it here before
 * it is used. Safe for use by several threads.
 */
public final class Secrets {

    /** What stands in a text where a secret stood. */
    public static final String MASK = "***";

    /** Shorter ones are too common in ordinary text to be told apart from it, and too weak to be secrets. */
    private static final int SHORTEST = 4;

    /** The longest first, so that a secret which contains another one is not left in parts. */
    private final Set<String> values = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /**
     * Takes note of a secret, of each of its lines, and of how it looks in Base64.
     *
     * @param secret the secret; one of fewer than four characters is passed over
     */
    public void add(String secret) {
        secret.lines().map(String::strip).forEach(this::addPlain);
        addPlain(secret);
        if (secret.length() >= SHORTEST) {
            addPlain(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private void addPlain(String secret) {
        if (secret.length() >= SHORTEST) {
            values.add(secret);
        }
    }

    /**
     * Blots out every secret known so far.
     *
     * @param text any text, or null
     * @return the text with {@value #MASK} for each secret, or null for null
     */
    public String redact(String text) {
        if (text == null) {
            return null;
        }
        String result = text;
        for (String secret : values) {
            result = result.replace(secret, MASK);
        }
        return result;
    }

    /**
     * Makes a throwable fit to be shown: itself where nothing in it is secret, else a likeness with the secrets blotted out.
     *
     * @param throwable what was thrown, or null
     * @return what can be shown, with the stack traces of the original, or null for null
     */
    public Throwable redact(Throwable throwable) {
        return isClean(throwable) ? throwable : likeness(throwable);
    }

    private boolean isClean(Throwable throwable) {
        for (Throwable t = throwable; t != null; t = t.getCause()) {
            String text = t.toString();
            if (!text.equals(redact(text)) || t.getSuppressed().length > 0) {
                return false;
            }
        }
        return true;
    }

    private Throwable likeness(Throwable throwable) {
        if (throwable == null) {
            return null;
        }
        RedactedThrowable copy = new RedactedThrowable(redact(throwable.toString()), likeness(throwable.getCause()));
        copy.setStackTrace(throwable.getStackTrace());
        return copy;
    }

    /** Stands for a throwable whose message held a secret. */
    private static final class RedactedThrowable extends Exception {

        private static final long serialVersionUID = 1L;

        RedactedThrowable(String text, Throwable cause) {
            super(text, cause);
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}

package io.github.fdomaven.support;

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
     * Takes note of a secret, of each of its lines, and of how it looks when others repeat it: in an address or a form, in
     * JSON, on a web page, and in Base64, with whatever before and after it.
     *
     * @param secret the secret; one of fewer than four characters is passed over
     */
    public void add(String secret) {
        secret.lines().map(String::strip).forEach(this::addPlain);
        addPlain(secret);
        if (secret.length() >= SHORTEST) {
            SecretEncodings.of(secret).forEach(this::addPlain);
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
}

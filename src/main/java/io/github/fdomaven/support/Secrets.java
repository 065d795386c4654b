package io.github.fdomaven.support;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** The secrets of this run. They are masked in every text that the plugin prints. Each secret is added before its first use. */
public final class Secrets {

    /** The text that replaces a secret. */
    public static final String MASK = "***";

    /** Shorter values occur in ordinary text, and are too weak to be secrets. */
    private static final int MIN_LENGTH = 4;

    /** Longest first, so that a secret that contains another one is replaced as a whole. */
    private final Set<String> values = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /**
     * Adds a secret, each of its lines, and its encodings for URLs and forms, JSON, HTML and Base64.
     *
     * @param secret the secret; ignored if it has fewer than four characters
     */
    public void add(String secret) {
        secret.lines().map(String::strip).forEach(this::addValue);
        addValue(secret);
        if (secret.length() >= MIN_LENGTH) {
            SecretEncodings.of(secret).forEach(this::addValue);
        }
    }

    private void addValue(String value) {
        if (value.length() >= MIN_LENGTH) {
            values.add(value);
        }
    }

    /**
     * Masks all secrets in a text.
     *
     * @param text any text, or null
     * @return the text with {@value #MASK} for each secret, or null for null
     */
    public String redact(String text) {
        if (text == null) {
            return null;
        }
        String result = text;
        for (String value : values) {
            result = result.replace(value, MASK);
        }
        return result;
    }
}

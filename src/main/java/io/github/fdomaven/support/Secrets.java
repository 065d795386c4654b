package io.github.fdomaven.support;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The secrets of this run. They are masked in every text that the plugin prints. Each secret is added before its first use. A long
 * text is cut only after masking, because a part of a secret is not recognized.
 */
public final class Secrets {

    /** The text that replaces a secret. */
    public static final String MASK = "***";

    /** Shorter values occur in ordinary text, and are too weak to be secrets. */
    private static final int MIN_LENGTH = 8;

    /** Letters that look like a word. Words occur in ordinary text. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]?[a-z]{1,14}|[A-Z]{1,15}");

    /** Longest first, so that a secret that contains another one is replaced as a whole. */
    private final Set<String> values = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private final EncodedFragments fragments = new EncodedFragments();
    private final Consumer<String> unmasked;

    /** Creates secrets for texts whose reader does not need to know which values are not masked. */
    public Secrets() {
        this(name -> {});
    }

    /** Creates secrets. The consumer gets the name of each value that is too short or too plain to be masked. */
    public Secrets(Consumer<String> unmasked) {
        this.unmasked = unmasked;
    }

    /**
     * Adds a secret, each of its lines, and all their encodings. Values of fewer than eight characters and plain words are
     * ignored.
     */
    public void add(String secret) {
        secret.lines().map(String::strip).forEach(this::addValue);
        addValue(secret.strip());
        addValue(secret);
    }

    /** Adds a secret with a name, under which the user knows it. */
    public void add(String name, String secret) {
        add(secret);
        if (!secret.isBlank() && !isMaskable(secret)) {
            unmasked.accept(name);
        }
    }

    private static boolean isMaskable(String value) {
        String stripped = value.strip();
        return stripped.length() >= MIN_LENGTH && !WORD.matcher(stripped).matches();
    }

    private void addValue(String value) {
        if (isMaskable(value)) {
            values.addAll(SecretEncodings.of(value));
            fragments.add(value);
        }
    }

    /**
     * {@return the text with {@value #MASK} for each secret, or null for null} Texts that {@link OneLine} has marked are cut.
     */
    public String redact(String text) {
        if (text == null) {
            return null;
        }
        String result = text;
        for (String value : values) {
            result = result.replace(value, MASK);
        }
        result = fragments.redact(result);
        int end = result.indexOf(OneLine.UNREAD);
        return OneLine.cut(end < 0 ? result : withoutPart(result.substring(0, end)) + result.substring(end));
    }

    /** Masks the beginning of a secret whose rest was not read. */
    private String withoutPart(String text) {
        int start = text.length();
        for (String value : values) {
            for (int length = Math.min(value.length() - 1, text.length()); length > text.length() - start; length--) {
                if (text.endsWith(value.substring(0, length))) {
                    start = text.length() - length;
                }
            }
        }
        return start == text.length() ? text : text.substring(0, start) + MASK;
    }
}

package io.github.fdomaven.support;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of this run. They are masked in every text that the plugin prints. Each secret is added before its first use. A
 * long text is cut only after masking, because a part of a secret is not recognized.
 */
public final class Secrets {

    /** The text that replaces a secret. */
    public static final String MASK = "***";

    /** How many unfinished texts of a message are compared with all secrets. No message has more. */
    private static final int MAX_PARTS = 100;

    /** Shorter values occur in ordinary text, and are too weak to be secrets. */
    private static final int MIN_LENGTH = 8;

    /** Letters that look like a word. Words occur in ordinary text. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]?[a-z]{1,14}|[A-Z]{1,15}");

    /** The user and the password of an address, or its token. A password may have an {@code @}. The user of SSH is no secret. */
    private static final Pattern USER = Pattern.compile(
            "(?<=://)([^\\s/?#@:\"'<>\\p{Cn}]*+:[^\\s/?#\"'<>\\p{Cn}]+)@|(?<=https?://)([^\\s/?#@:\"'<>\\p{Cn}]++)@");

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    /** The values by their beginning, so that a long text is searched once for all of them. */
    private final Map<String, Set<String>> values = new ConcurrentHashMap<>();

    private final EncodedFragments fragments = new EncodedFragments();
    private final Consumer<String> unmasked;

    /** Creates secrets for texts whose reader does not need to know which values are not masked. */
    public Secrets() {
        this(name -> {});
    }

    /** Creates secrets. The consumer gets the name of each value that is too short or too common to be masked. */
    public Secrets(Consumer<String> unmasked) {
        this.unmasked = unmasked;
    }

    /**
     * Adds a secret, each of its lines, and all their encodings, also as they are in a text of {@link OneLine}. Values of fewer
     * than eight characters and plain words are ignored.
     */
    public void add(String secret) {
        Stream.concat(secret.lines().map(String::strip), Stream.of(secret.strip(), secret))
                .distinct()
                .forEach(this::addValue);
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
            SecretEncodings.of(value).stream()
                    .flatMap(encoded -> Stream.of(encoded, OneLine.spaced(encoded), OneLine.visible(encoded)))
                    .filter(encoded -> encoded.length() >= MIN_LENGTH)
                    .forEach(encoded -> values.computeIfAbsent(
                                    encoded.substring(0, MIN_LENGTH),
                                    beginning -> new ConcurrentSkipListSet<>(LONGEST_FIRST))
                            .add(encoded));
            fragments.add(value);
        }
    }

    /**
     * {@return the text with {@value #MASK} for each secret, or null for null} The user and the password of an address are masked
     * too, because an address can be in any setting and in any output. Texts that {@link OneLine} has marked are cut.
     */
    public String redact(String text) {
        if (text == null) {
            return null;
        }
        BitSet masked = new BitSet();
        for (int start = 0; start + MIN_LENGTH <= text.length() && !values.isEmpty(); start++) {
            mark(text, start, masked);
        }
        fragments.mark(text, masked);
        if (text.contains("://")) {
            for (Matcher user = USER.matcher(text); user.find(); ) {
                masked.set(user.start(), user.end() - 1);
            }
        }
        int parts = 0;
        for (int end = text.indexOf(OneLine.UNREAD);
                end >= 0 && parts < MAX_PARTS;
                end = text.indexOf(OneLine.UNREAD, end + 1)) {
            markPart(text, end, masked);
            parts++;
        }
        return OneLine.cut(masked.isEmpty() ? text : masked(text, masked));
    }

    /** Marks the longest secret that starts here. Secrets can overlap. */
    private void mark(String text, int start, BitSet masked) {
        for (String value : values.getOrDefault(text.substring(start, start + MIN_LENGTH), Set.of())) {
            if (text.startsWith(value, start)) {
                masked.set(start, start + value.length());
                return;
            }
        }
    }

    /** Marks the beginning of a secret whose rest was not read. */
    private void markPart(String text, int end, BitSet masked) {
        int longest = 0;
        for (Set<String> group : values.values()) {
            for (String value : group) {
                for (int length = Math.min(value.length() - 1, end); length > longest; length--) {
                    if (text.regionMatches(end - length, value, 0, length)) {
                        longest = length;
                    }
                }
            }
        }
        masked.set(end - longest, end);
    }

    private static String masked(String text, BitSet masked) {
        StringBuilder result = new StringBuilder();
        int end = 0;
        for (int start = masked.nextSetBit(0); start >= 0; start = masked.nextSetBit(end)) {
            result.append(text, end, start).append(MASK);
            end = masked.nextClearBit(start);
        }
        return result.append(text.substring(end)).toString();
    }
}

package io.github.fdomaven.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds parts of secrets in Base64 and hexadecimal digits. In both, the digits of a secret depend on what precedes it, and
 * programs break them into lines, so the digits as a whole do not occur in the text.
 */
final class EncodedFragments {

    /** The length of the parts that are compared. Even the shortest secret has that many digits of its own. */
    private static final int LENGTH = 10;

    /** The shortest parts that are compared beside a line break of Base64. Shorter parts occur by chance. */
    private static final int MIN_LENGTH = 4;

    /** The distance between the starts of the parts that are kept. A text is compared at all its positions. */
    private static final int HEX_STEP = 2;

    private static final int BITS_PER_BYTE = 8;
    private static final int BITS_PER_CHAR = 6;
    private static final int BYTES_PER_GROUP = 3;

    private static final Pattern BASE64_RUN = Pattern.compile("[A-Za-z0-9+/_=-]{" + LENGTH + ",}");
    private static final Pattern HEX_RUN = Pattern.compile("[A-Fa-f0-9]{" + LENGTH + ",}");

    /** A line with nothing but Base64. It can be part of a message, and begin with the name of an image. */
    private static final Pattern BASE64_LINE = Pattern.compile(
            "^(?:\\[[^\\]\\s]+])?[ \\t]*([A-Za-z0-9+/_-]{" + MIN_LENGTH + ",}+)=*[ \\t\\r]*$", Pattern.MULTILINE);

    /** Programs break Base64 into lines of 64 or 76 digits. */
    private static final int MIN_BROKEN_LINE = 60;

    private final Set<String> base64 = ConcurrentHashMap.newKeySet();
    private final Set<String> base64Beginnings = ConcurrentHashMap.newKeySet();
    private final Set<String> base64Ends = ConcurrentHashMap.newKeySet();
    private final Set<String> hex = ConcurrentHashMap.newKeySet();

    void add(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset < BYTES_PER_GROUP; offset++) {
            addBase64(offset, bytes);
        }
        addParts(HexFormat.of().formatHex(bytes), HEX_STEP, hex);
    }

    /** Adds the characters that depend on the secret alone, if other bytes precede and follow it. */
    private void addBase64(int offset, byte[] secret) {
        byte[] shifted = new byte[offset + secret.length];
        System.arraycopy(secret, 0, shifted, offset, secret.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (offset * BITS_PER_BYTE + BITS_PER_CHAR - 1) / BITS_PER_CHAR;
        int end = shifted.length * BITS_PER_BYTE / BITS_PER_CHAR;
        if (end > first) {
            String digits = encoded.substring(first, end);
            addParts(digits, 1, base64);
            for (int length = MIN_LENGTH; length < Math.min(LENGTH, digits.length()); length++) {
                base64Beginnings.add(digits.substring(0, length));
                base64Ends.add(digits.substring(digits.length() - length));
            }
        }
    }

    private static void addParts(String digits, int step, Set<String> parts) {
        for (int start = 0; start + LENGTH <= digits.length(); start += step) {
            parts.add(digits.substring(start, start + LENGTH));
        }
        if (digits.length() >= LENGTH) {
            parts.add(digits.substring(digits.length() - LENGTH));
        }
    }

    /** Marks the parts of secrets in a text. */
    void mark(String text, BitSet masked) {
        if (!base64.isEmpty()) {
            String normal = text.replace('-', '+').replace('_', '/');
            mark(text, normal, BASE64_RUN.matcher(text), base64, masked);
            mark(text, text.toLowerCase(Locale.ROOT), HEX_RUN.matcher(text), hex, masked);
            for (Matcher line = BASE64_LINE.matcher(text); line.find(); ) {
                markAtLineBreaks(normal, line.start(1), line.end(1), masked);
            }
        }
    }

    private static void mark(String text, String normal, Matcher runs, Set<String> parts, BitSet masked) {
        if (normal.length() != text.length()) {
            return;
        }
        while (runs.find()) {
            for (int start = runs.start(); start + LENGTH <= runs.end(); start++) {
                if (parts.contains(normal.substring(start, start + LENGTH))) {
                    masked.set(start, start + LENGTH);
                }
            }
        }
    }

    /** Marks the end of a secret that began in the line before, and the beginning of a secret that goes on in the next line. */
    private void markAtLineBreaks(String normal, int start, int end, BitSet masked) {
        for (int length = MIN_LENGTH; length < LENGTH && start + length <= end; length++) {
            if (base64Ends.contains(normal.substring(start, start + length))) {
                masked.set(start, start + length);
            }
            if (end - start >= MIN_BROKEN_LINE && base64Beginnings.contains(normal.substring(end - length, end))) {
                masked.set(end - length, end);
            }
        }
    }
}

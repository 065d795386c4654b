package io.github.fdomaven.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/** The secrets of this run. They are masked in every text that the plugin prints. Each secret is added before its first use. */
public final class Secrets {

    /** The text that replaces a secret. */
    public static final String MASK = "***";

    /** Shorter values occur in ordinary text, and are too weak to be secrets. */
    private static final int MIN_LENGTH = 4;

    /** Shorter pieces of Base64 occur in ordinary text too. */
    private static final int MIN_BASE64_LENGTH = 8;

    private static final int BITS_PER_BYTE = 8;
    private static final int BITS_PER_CHAR = 6;
    private static final int BYTES_PER_GROUP = 3;

    private static final Pattern PERCENT_ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    /** Longest first, so that a secret that contains another one is replaced as a whole. */
    private final Set<String> values = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /**
     * Adds a secret, each of its lines, and its encodings for URLs and forms, JSON, HTML and Base64. A secret of fewer than
     * four characters is ignored.
     */
    public void add(String secret) {
        secret.lines().map(String::strip).forEach(this::addValue);
        addValue(secret);
        if (secret.length() >= MIN_LENGTH) {
            encodings(secret).forEach(this::addValue);
        }
    }

    private void addValue(String value) {
        if (value.length() >= MIN_LENGTH) {
            values.add(value);
        }
    }

    /** {@return the text with {@value #MASK} for each secret, or null for null} */
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

    private static List<String> encodings(String secret) {
        List<String> all = new ArrayList<>();
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String encoded : List.of(form, form.replace("+", "%20"))) {
            all.add(encoded);
            all.add(PERCENT_ESCAPE
                    .matcher(encoded)
                    .replaceAll(match -> match.group().toLowerCase(Locale.ROOT)));
        }
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        all.add(json);
        all.add(json.replace("/", "\\/"));
        String html = secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        all.add(html);
        all.add(html.replace("'", "&#39;"));
        addBase64(secret, all);
        return all;
    }

    private static void addBase64(String secret, List<String> all) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        all.add(Base64.getEncoder().encodeToString(bytes));
        // The form that `echo "$SECRET" | base64` prints.
        all.add(Base64.getEncoder().encodeToString((secret + "\n").getBytes(StandardCharsets.UTF_8)));
        for (int offset = 0; offset < BYTES_PER_GROUP; offset++) {
            addBase64At(offset, bytes, all);
        }
    }

    /** Adds the characters that depend on the secret alone, if other bytes precede and follow it. */
    private static void addBase64At(int offset, byte[] secret, List<String> all) {
        byte[] shifted = new byte[offset + secret.length];
        System.arraycopy(secret, 0, shifted, offset, secret.length);
        String encoded = Base64.getEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(shifted, shifted.length / BYTES_PER_GROUP * BYTES_PER_GROUP));
        int shared = (offset * BITS_PER_BYTE + BITS_PER_CHAR - 1) / BITS_PER_CHAR;
        if (encoded.length() - shared >= MIN_BASE64_LENGTH) {
            String own = encoded.substring(shared);
            all.add(own);
            all.add(own.replace('+', '-').replace('/', '_'));
        }
    }
}

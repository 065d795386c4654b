package io.github.fdomaven.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The encodings of a secret: for URLs and forms, JSON, HTML and Base64. */
final class SecretEncodings {

    /** Shorter pieces of Base64 occur in ordinary text too. */
    private static final int MIN_LENGTH = 8;

    private static final int BITS_PER_BYTE = 8;
    private static final int BITS_PER_CHAR = 6;
    private static final int BYTES_PER_GROUP = 3;

    private static final Pattern PERCENT_ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private SecretEncodings() {}

    static List<String> of(String secret) {
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
        if (encoded.length() - shared >= MIN_LENGTH) {
            String own = encoded.substring(shared);
            all.add(own);
            all.add(own.replace('+', '-').replace('/', '_'));
        }
    }
}

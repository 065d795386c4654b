package io.github.fdomaven.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a secret looks like when others repeat it in their own way of writing. */
final class SecretEncodings {

    /** Shorter pieces of Base64 stand in ordinary text as well. */
    private static final int SHORTEST = 8;

    private static final int BITS_OF_BYTE = 8;
    private static final int BITS_OF_LETTER = 6;
    private static final int BYTES_OF_GROUP = 3;

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private SecretEncodings() {}

    static List<String> of(String secret) {
        List<String> all = new ArrayList<>();
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String encoded : List.of(form, form.replace("+", "%20"))) {
            all.add(encoded);
            all.add(ESCAPE.matcher(encoded).replaceAll(match -> match.group().toLowerCase(Locale.ROOT)));
        }
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        all.add(json);
        all.add(json.replace("/", "\\/"));
        String page = secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        all.add(page);
        all.add(page.replace("'", "&#39;"));
        all.addAll(base64(secret.getBytes(StandardCharsets.UTF_8)));
        return all;
    }

    /** The letters that stand for it alone, wherever it begins in what is encoded. */
    private static List<String> base64(byte[] secret) {
        List<String> all = new ArrayList<>();
        all.add(Base64.getEncoder().encodeToString(secret));
        // As echo writes it.
        all.add(Base64.getEncoder()
                .encodeToString((new String(secret, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8)));
        for (int before = 0; before < BYTES_OF_GROUP; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            String encoded = Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(shifted, shifted.length / BYTES_OF_GROUP * BYTES_OF_GROUP));
            int foreign = (before * BITS_OF_BYTE + BITS_OF_LETTER - 1) / BITS_OF_LETTER;
            if (encoded.length() - foreign >= SHORTEST) {
                String own = encoded.substring(foreign);
                all.add(own);
                all.add(own.replace('+', '-').replace('/', '_'));
            }
        }
        return all;
    }
}

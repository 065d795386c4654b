package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedFragmentsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "x:", "ab:", "bob:", "admin:"})
    void masksTheShortestSecretInOtherData(String before) {
        Secrets secrets = new Secrets();
        secrets.add("p4ssW0rd");
        byte[] login = (before + "p4ssW0rd").getBytes(StandardCharsets.US_ASCII);

        assertThat(secrets.redact("Basic " + Base64.getEncoder().encodeToString(login)))
                .contains("***");
        assertThat(secrets.redact("0x" + HexFormat.of().formatHex(login))).endsWith("***");
    }

    /** All places of the line break in the secret, for the line widths of base64, openssl and PEM files. */
    @ParameterizedTest
    @ValueSource(ints = {60, 64, 76})
    void masksASecretAcrossALineBreakOfBase64(int width) {
        for (String secret : List.of("p4ssW0rd", "s3cret-pass13", "glpat-0123456789abcdefghij")) {
            Secrets secrets = new Secrets();
            secrets.add(secret);
            for (int before = 20; before < width; before++) {
                String text = "0".repeat(before) + secret + " tail";
                String[] lines = encoder(width)
                        .encodeToString(text.getBytes(StandardCharsets.US_ASCII))
                        .split("\n");
                StringBuilder shown = new StringBuilder();
                for (String line : lines) {
                    String redacted = secrets.redact("[base]   " + line).substring("[base]   ".length());
                    shown.append(redacted.replace("***", "*".repeat(line.length() - redacted.length() + 3)));
                }
                assertThat(visibleDigits(shown.toString(), before, secret))
                        .as(secret + " after " + before + " bytes: " + shown)
                        .isLessThan(4);
            }
        }
    }

    private static Base64.Encoder encoder(int width) {
        return Base64.getMimeEncoder(width, new byte[] {'\n'});
    }

    /** Counts the digits of a secret that are not masked. A digit has six bits. */
    private static long visibleDigits(String shown, int before, String secret) {
        return shown.substring((before * 8 + 5) / 6, (before + secret.length()) * 8 / 6)
                .chars()
                .filter(digit -> digit != '*')
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[base]   ", "    ", ""})
    void masksTheEndOfASecretInALineOfBase64Only(String prefix) {
        Secrets secrets = new Secrets();
        secrets.add("s3cret-pass13");

        assertThat(secrets.redact(prefix + "c3MxMyB0YWls")).isEqualTo(prefix + "***yB0YWls");
        assertThat(secrets.redact("line\n" + prefix + "c3MxMw==\nline")).isEqualTo("line\n" + prefix + "***w==\nline");
        assertThat(secrets.redact(prefix + "c3MxMyB0YWls and more")).isEqualTo(prefix + "c3MxMyB0YWls and more");
    }
}

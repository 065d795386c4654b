package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private final Secrets secrets = new Secrets();

    @Test
    void masksASecretAnywhereInAText() {
        secrets.add("s3cret");

        assertThat(secrets.redact("s3cret, ys3crety and s3crets3cret")).isEqualTo("***, y***y and ******");
    }

    @Test
    void keepsATextWithoutSecrets() {
        secrets.add("s3cret");

        assertThat(secrets.redact("nothing here")).isEqualTo("nothing here");
        assertThat(secrets.redact("")).isEmpty();
    }

    @Test
    void returnsNullForNull() {
        assertThat(secrets.redact(null)).isNull();
    }

    @Test
    void masksBase64() {
        secrets.add("pässword");

        String header = Base64.getEncoder().encodeToString("pässword".getBytes(StandardCharsets.UTF_8));

        assertThat(secrets.redact("Authorization: Basic " + header)).isEqualTo("Authorization: Basic ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p%2Bss+w%26rd%22%5C%2F",
                "p%2bss+w%26rd%22%5c%2f",
                "p%2Bss%20w%26rd%22%5C%2F",
                "p+ss w&rd\\\"\\\\/",
                "p+ss w&rd\\\"\\\\\\/",
                "p+ss w&amp;rd&quot;\\/"
            })
    void masksOtherEncodings(String encoded) {
        secrets.add("p+ss w&rd\"\\/");

        assertThat(secrets.redact("a=" + encoded + "&b")).isEqualTo("a=***&b");
    }

    @Property
    void masksBase64WithOtherTextAroundIt(
            @ForAll @AlphaChars @StringLength(max = 10) String before,
            @ForAll @AlphaChars @StringLength(min = 12, max = 40) String secret,
            @ForAll @AlphaChars @StringLength(max = 10) String after) {
        Secrets known = new Secrets();
        known.add(secret);
        String encoded =
                Base64.getEncoder().encodeToString((before + secret + after).getBytes(StandardCharsets.US_ASCII));

        String redacted = known.redact(encoded);

        assertThat(redacted).contains("***");
        assertThat(redacted.length() - "***".length())
                .isLessThanOrEqualTo((before.length() + after.length()) * 4 / 3 + 12);
    }

    @Test
    void masksEachLineOfASecret() {
        secrets.add("-----BEGIN KEY-----\n  abcdefgh\r\n-----END KEY-----\n");

        assertThat(secrets.redact("read: abcdefgh")).isEqualTo("read: ***");
        assertThat(secrets.redact("-----BEGIN KEY-----")).isEqualTo("***");
    }

    @Test
    void ignoresShortValues() {
        secrets.add("abc");
        secrets.add("");
        secrets.add("ab\ncd\nefgh");

        assertThat(secrets.redact("abc ab cd YWJj efgh")).isEqualTo("abc ab cd YWJj ***");
    }

    @Test
    void masksTheLongestSecretFirst() {
        secrets.add("token");
        secrets.add("token-and-more");
        secrets.add("my-token");

        assertThat(secrets.redact("token-and-more my-token token")).isEqualTo("*** *** ***");
    }

    @Property
    void masksASecretInAnyText(
            @ForAll String before,
            @ForAll @AlphaChars @StringLength(min = 4, max = 20) String secret,
            @ForAll String after) {
        Secrets known = new Secrets();
        known.add(secret);

        assertThat(known.redact(before + secret + after)).doesNotContain(secret);
    }
}

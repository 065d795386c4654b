package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private final Secrets secrets = new Secrets();

    @Test
    void masksASecretAnywhereInAText() {
        secrets.add("s3cret-0");

        assertThat(secrets.redact("s3cret-0, ys3cret-0y and s3cret-0s3cret-0")).isEqualTo("***, y***y and ***");
    }

    @Test
    void keepsATextWithoutSecrets() {
        secrets.add("s3cret-0");

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
            @ForAll @AlphaChars @StringLength(min = 16, max = 40) String secret,
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
        secrets.add("-----BEGIN KEY-----\n  abcdefg1\r\n-----END KEY-----\n");

        assertThat(secrets.redact("read: abcdefg1")).isEqualTo("read: ***");
        assertThat(secrets.redact("-----BEGIN KEY-----")).isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "abc", "amd64", "main", "1234567", "production", "Production", "PRODUCTION", " bookworm "})
    void masksNoShortValuesAndWords(String value) {
        secrets.add(value);

        assertThat(secrets.redact("<" + value + ">")).isEqualTo("<" + value + ">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "pass word", "passw0rd", "passWord", "correcthorsebatterystaple"})
    void masksOtherValues(String value) {
        secrets.add(value);

        assertThat(secrets.redact("<" + value + ">")).isEqualTo("<***>");
    }

    @Test
    void namesTheValuesThatAreNotMasked() {
        List<String> names = new ArrayList<>();
        Secrets named = new Secrets(names::add);

        named.add("SHORT", "abc");
        named.add("WORD", "production");
        named.add("EMPTY", "");
        named.add("TOKEN", "glpat-0123456789");

        assertThat(names).containsExactly("SHORT", "WORD");
    }

    @Test
    void masksTheLongestSecretFirst() {
        secrets.add("token-01");
        secrets.add("token-01-and-more");
        secrets.add("my-token-01");

        assertThat(secrets.redact("token-01-and-more my-token-01 token-01")).isEqualTo("*** *** ***");
    }

    @Test
    void masksSecretsThatOverlap() {
        secrets.add("abcdefgh-12");
        secrets.add("gh-12345678");

        assertThat(secrets.redact("x abcdefgh-12345678 y")).isEqualTo("x *** y");
    }

    /** A message has one line, so a secret loses some of its characters there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "two  spaces-1",
                "tab\tstop-12",
                "zero\u200bwidth-1",
                "abc\ndef\nghi\njkl",
                "escape\u001b[1m-12",
                "it's  'quoted'"
            })
    void masksASecretInOneLine(String value) {
        secrets.add(value);

        assertThat(secrets.redact(OneLine.of("wrong: " + value + " here"))).isEqualTo("wrong: *** here");
        assertThat(secrets.redact(OneLine.quote(value))).isEqualTo("'***'");
        assertThat(secrets.redact(new FixableException("wrong: " + value + " here").getMessage()))
                .isEqualTo("wrong: *** here");
    }

    /** Values with everything that shells quote. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's a \"secret\"",
                "a$b`c\\d!e\"f'g''h",
                "token\tone\nsecondline\n'thirdline'",
                "{a,b}*?[c]<d>|e&f;g(h)",
                "#~= ^%@:/+-_.,",
                "gr\u00fc\u00dfe 'aus' k\u00f6ln"
            })
    void masksTheSpellingsOfShells(String value) throws Exception {
        secrets.add(value);
        for (String script : List.of(
                "set -x; : \"$S\"", "export -p | grep -A9 ' S='", "set | grep -A9 '^S='", "printf '%s\\n' \"$S\"")) {
            for (String shell : List.of("bash", "sh")) {
                assertMasked(value, shell, script);
            }
        }
        assertMasked(value, "bash", "printf '%q\\n' \"$S\"; echo \"${S@Q}\"; declare -p S");
    }

    private void assertMasked(String value, String shell, String script) throws Exception {
        assertMasked(value, shell, script, "C.UTF-8");
        assertMasked(value, shell, script, "C");
    }

    private void assertMasked(String value, String shell, String script, String locale) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(shell, "-c", script).redirectErrorStream(true);
        builder.environment().keySet().retainAll(Set.of("PATH"));
        builder.environment().put("S", value);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        String shown = secrets.redact(output);

        assertThat(shown).as(shell + " -c " + script + " printed " + output).contains("***");
        for (String part : value.split("[^A-Za-z]+")) {
            if (part.length() > 2) {
                assertThat(shown).doesNotContain(part);
            }
        }
    }

    @Property
    void masksLinesOfBase64AndHexadecimalDigits(
            @ForAll @AlphaChars @StringLength(max = 10) String before,
            @ForAll @AlphaChars @NumericChars @StringLength(min = 40, max = 400) String secret,
            @ForAll @IntRange(min = 30, max = 80) int width) {
        Secrets known = new Secrets();
        known.add(secret);
        byte[] bytes = (before + secret).getBytes(StandardCharsets.US_ASCII);
        String hex = HexFormat.of().formatHex(bytes);
        for (String encoded : List.of(
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                hex,
                hex.toUpperCase(Locale.ROOT))) {
            int ownStart = 24 + encoded.length() * before.length() / bytes.length;
            for (int start = 0; start + width <= encoded.length(); start += width) {
                String line = encoded.substring(start, start + width);
                String shown = known.redact(line);

                assertThat(start < ownStart ? 0 : shown.replace("***", "").length())
                        .isLessThan(12);
            }
        }
    }

    @Test
    void masksBase64OfEachLineOfASecret() {
        secrets.add("first line 1\nsecond line 2\n");

        String second = Base64.getEncoder().encodeToString("x: second line 2;".getBytes(StandardCharsets.UTF_8));

        assertThat(secrets.redact(second)).contains("***").hasSizeLessThan(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a<b>&c/d\\e\"f", "gr\u00fc\u00dfe\taus\tk\u00f6ln"})
    void masksJsonOfOtherPrograms(String value) {
        secrets.add(value);
        StringBuilder go = new StringBuilder();
        for (char c : value.toCharArray()) {
            go.append(
                    switch (c) {
                        case '<', '>', '&' -> String.format("\\u%04x", (int) c);
                        case '\\' -> "\\\\";
                        case '"' -> "\\\"";
                        case '\t' -> "\\t";
                        default -> c > 126 ? String.format("\\u%04x", (int) c) : String.valueOf(c);
                    });
        }

        assertThat(secrets.redact("{\"a\":\"" + go + "\"}")).isEqualTo("{\"a\":\"***\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 899})
    void masksTheBeginningOfASecretWhoseRestWasNotRead(int length) {
        String secret = "glpat-" + "0123456789abcdef".repeat(56);
        secrets.add(secret);

        String shown = secrets.redact(OneLine.unfinished("the token is " + secret.substring(0, length), 5000));

        assertThat(shown).isEqualTo("the token is ***…");
    }

    /** The lines of a program appear in its output, and again in the message of its failure. */
    @Test
    void masksTheBeginningsOfSecretsAtTheEndsOfSeveralLines() {
        String secret = "glpat-" + "0123456789abcdef".repeat(20);
        secrets.add(secret);

        String line = OneLine.of(OneLine.unfinished(secret + secret.substring(0, 100), 5000));

        assertThat(secrets.redact(line + " | " + line)).isEqualTo("***… | ***…");
    }

    @Property
    void masksASecretInAnyText(
            @ForAll String before,
            @ForAll @AlphaChars @StringLength(min = 16, max = 20) String secret,
            @ForAll String after) {
        Secrets known = new Secrets();
        known.add(secret);

        assertThat(known.redact(before + secret + after)).doesNotContain(secret);
    }
}

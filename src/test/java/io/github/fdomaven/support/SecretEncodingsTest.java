package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretEncodingsTest {

    private final Secrets secrets = new Secrets();

    /** Python writes a value with a single quote between double quotes, and escapes no quote there. */
    @ParameterizedTest
    @ValueSource(strings = {"it's a\\b", "it's\\a\"b\nsecond'line\\2", "gr\u00fc\u00dfe\\'aus'\\k\u00f6ln"})
    void masksBackslashesThatAreDoubledBesideQuotes(String value) {
        secrets.add(value);

        String python = value.replace("\\", "\\\\").replace("\n", "\\n");

        assertThat(secrets.redact("\"" + python + "\"")).isEqualTo("\"***\"");
        python.lines().forEach(line -> assertThat(secrets.redact(line)).isEqualTo("***"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's a\\b \"c\"", "tab\tand\\'quote'", "gr\u00fc\u00dfe\\'aus'"})
    void masksTheSpellingOfSed(String value) throws Exception {
        secrets.add(value);
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "printf '%s\\n' \"$S\" | sed -n l");
        builder.environment().putAll(Map.of("S", value, "LC_ALL", "C"));
        String printed = new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(secrets.redact(printed)).isEqualTo("***$\n");
    }
}

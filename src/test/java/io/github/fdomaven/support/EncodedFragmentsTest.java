package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
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
}

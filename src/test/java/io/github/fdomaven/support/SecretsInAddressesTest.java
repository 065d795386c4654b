package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses with a user and a password. They are not among the known secrets. */
class SecretsInAddressesTest {

    private final Secrets secrets = new Secrets();

    @ParameterizedTest
    @CsvSource({
        "clone of https://bob:pa5:s@example.org:1/a failed, clone of https://***@example.org:1/a failed",
        "http://:p@a and ssh://x:y@b, http://***@a and ssh://***@b",
        "tcp://me:p@ss@docker:2375, tcp://***@docker:2375",
        "ssh://git@example.org:22/a, ssh://git@example.org:22/a",
        "https://glpat-1a2b@example.org/a.git and http://t@a:1, https://***@example.org/a.git and http://***@a:1",
        "http://example.org:80/a@b:c@d, http://example.org:80/a@b:c@d",
        "{\"http://a:1\": \"b@c\"}, {\"http://a:1\": \"b@c\"}"
    })
    void masksTheUserAndThePassword(String text, String masked) {
        assertThat(secrets.redact(text)).isEqualTo(masked);
    }

    @Test
    void cutsATextAfterItHasMaskedAnAddress() {
        String text = "x".repeat(470) + " http://bob:" + "p".repeat(100) + "@host/" + "y".repeat(500);

        assertThat(secrets.redact(OneLine.of(text)))
                .contains(" http://***@host/y")
                .hasSizeLessThan(510);
    }

    @Test
    void readsALongText() {
        String text = "://a:b".repeat(200_000) + "://:" + ":".repeat(1_000_000);

        assertThat(secrets.redact(text)).isEqualTo(text);
    }
}

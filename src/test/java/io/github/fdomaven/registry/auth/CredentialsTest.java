package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.support.Secrets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    void anIdentityTokenIsNoPassword() {
        Credentials token = Credentials.ofSecret("<token>", "the-token");

        assertThat(token).isEqualTo(Credentials.ofIdentityToken("the-token"));
        assertThat(token.identityToken()).contains("the-token");
        assertThat(token.hasPassword()).isFalse();
        assertThat(new Credentials("ann", "").hasPassword()).isTrue();
        assertThat(new Credentials("ann", "secret", Optional.of("the-token")).hasPassword())
                .isTrue();
    }

    @Test
    void neitherPasswordNorTokenIsPrinted() {
        assertThat(new Credentials("ann", "secret", Optional.of("the-token"))).hasToString("ann");
        assertThat(Credentials.ofIdentityToken("the-token")).hasToString("<token>");
    }

    @Test
    void bothAreKeptOutOfTexts() {
        Secrets secrets = new Secrets();

        new Credentials("ann", "secret", Optional.of("the-token")).addTo(secrets);

        assertThat(secrets.redact("secret the-token YW5uOnNlY3JldA== ann")).isEqualTo("*** *** *** ann");
    }

    @Test
    void aNameWithoutAPasswordIsNoSecret() {
        Secrets secrets = new Secrets();

        Credentials.ofIdentityToken("the-token").addTo(secrets);

        assertThat(secrets.redact("<token>: the-token")).isEqualTo("<token>: ***");
    }
}

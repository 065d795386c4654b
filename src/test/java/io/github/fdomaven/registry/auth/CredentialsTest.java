package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.support.Secrets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    @Test
    void anIdentityTokenIsNotAPassword() {
        Credentials token = Credentials.ofSecret("<token>", "the-token");

        assertThat(token).isEqualTo(Credentials.ofIdentityToken("the-token"));
        assertThat(token.identityToken()).contains("the-token");
        assertThat(token.hasPassword()).isFalse();
        assertThat(new Credentials("ann", "").hasPassword()).isTrue();
        assertThat(new Credentials("ann", "my-secret", Optional.of("the-token")).hasPassword())
                .isTrue();
    }

    @Test
    void toStringLeavesOutPasswordAndToken() {
        assertThat(new Credentials("ann", "my-secret", Optional.of("the-token")))
                .hasToString("ann");
        assertThat(Credentials.ofIdentityToken("the-token")).hasToString("<token>");
    }

    @Test
    void addsPasswordAndTokenToTheSecrets() {
        Secrets secrets = new Secrets();

        new Credentials("ann", "my-secret", Optional.of("the-token")).addTo(secrets);

        assertThat(secrets.redact("my-secret the-token YW5uOm15LXNlY3JldA== ann"))
                .isEqualTo("*** *** *** ann");
    }

    @Test
    void doesNotAddANameWithoutPassword() {
        Secrets secrets = new Secrets();

        Credentials.ofIdentityToken("the-token").addTo(secrets);

        assertThat(secrets.redact("<token>: the-token")).isEqualTo("<token>: ***");
    }
}

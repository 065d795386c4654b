package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialChainTest {

    private final Secrets secrets = new Secrets();
    private final List<String> events = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    private final CredentialChain chain = new CredentialChain(
            List.of(
                    source("first", Map.of("a.example", new Credentials("ann", "first-secret"))),
                    source(
                            "second",
                            Map.of(
                                    "a.example", new Credentials("bob", "never-asked"),
                                    "b.example", new Credentials("bob", "second-secret")))),
            secrets,
            (host, source) -> events.add(host + " " + source.orElse("anonymous")));

    @Test
    void usesTheFirstSourceThatHasCredentials() {
        assertThat(chain.find("a.example")).contains(new Credentials("ann", "first-secret"));
        assertThat(chain.find("b.example")).contains(new Credentials("bob", "second-secret"));
        assertThat(chain.find("c.example")).isEmpty();
        assertThat(chain.source("b.example")).contains("second");
        assertThat(chain.source("c.example")).isEmpty();
    }

    @Test
    void looksUpAndReportsEachHostOnce() {
        chain.find("a.example");
        chain.find("a.example");
        chain.source("a.example");
        chain.find("c.example");
        chain.find("c.example");

        assertThat(asked).containsExactly("first a.example", "first c.example", "second c.example");
        assertThat(events).containsExactly("a.example first", "c.example anonymous");
    }

    @Test
    void addsThePasswordToTheSecretsInEveryEncoding() {
        chain.find("a.example");

        assertThat(secrets.redact("first-secret Zmlyc3Qtc2VjcmV0 Basic YW5uOmZpcnN0LXNlY3JldA=="))
                .isEqualTo("*** *** Basic ***");
        assertThat(chain.find("a.example").orElseThrow()).hasToString("ann");
    }

    private CredentialSource source(String name, Map<String, Credentials> known) {
        return CredentialSource.of(name, host -> {
            asked.add(name + " " + host);
            return Optional.ofNullable(known.get(host));
        });
    }
}

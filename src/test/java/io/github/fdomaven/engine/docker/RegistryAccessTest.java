package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.AuthConfig;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.CredentialSource;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryAccessTest {

    private static AuthConfig auth(String reference, Map<String, Credentials> credentials) {
        CredentialSource source = CredentialSource.of(
                "the test", repository -> Optional.ofNullable(credentials.get(repository.toString())));
        return new RegistryAccess(
                        new CredentialChain(List.of(source), new Secrets(), (repository, name) -> {}),
                        new RegistryAliases(Map.of("localhost:5000", "registry:5000")))
                .auth(Reference.parse(reference));
    }

    @Test
    void givesTheEngineTheCredentialsOfTheRepository() {
        Map<String, Credentials> credentials = Map.of(
                "localhost:5000/group", new Credentials("ann", "secret"),
                "localhost:5000/other", new Credentials("bob", "other-secret"));

        AuthConfig auth = auth("localhost:5000/group:1", credentials);

        assertThat(auth.getUsername()).isEqualTo("ann");
        assertThat(auth.getPassword()).isEqualTo("secret");
        assertThat(auth.getRegistryAddress()).isEqualTo("registry:5000");
        assertThat(auth("localhost:5000/other:1", credentials).getUsername()).isEqualTo("bob");
        assertThat(auth("localhost:5000/third:1", credentials).getUsername()).isNull();
    }

    @Test
    void givesTheEngineTokens() {
        AuthConfig registry = auth("a.example/b:1", Map.of("a.example/b", Credentials.ofRegistryToken("the-token")));
        assertThat(registry.getRegistrytoken()).isEqualTo("the-token");
        assertThat(registry.getPassword()).isNull();

        AuthConfig identity = auth("a.example/b:1", Map.of("a.example/b", Credentials.ofIdentityToken("the-token")));
        assertThat(identity.getIdentitytoken()).isEqualTo("the-token");
    }
}

package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.model.AuthConfig;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.Credentials;

/**
 * The host names and credentials with which the engine reaches registries.
 *
 * @param credentials the credentials, by the host names that Maven uses
 * @param aliases the engine's host names
 */
record RegistryAccess(CredentialChain credentials, RegistryAliases aliases) {

    Reference engineReference(Reference reference) {
        return aliases.engineReference(reference);
    }

    AuthConfig auth(Reference reference) {
        String host = engineReference(reference).repository().host();
        return credentials
                .find(reference.repository())
                .map(found -> auth(found).withRegistryAddress(host))
                .orElseGet(AuthConfig::new);
    }

    private static AuthConfig auth(Credentials credentials) {
        return credentials
                .registryToken()
                .map(token -> new AuthConfig().withRegistrytoken(token))
                .or(() -> credentials.identityToken().map(token -> new AuthConfig().withIdentityToken(token)))
                .orElseGet(() ->
                        new AuthConfig().withUsername(credentials.username()).withPassword(credentials.password()));
    }

    /** Returns what to do if the registry denies access. */
    String advice(Reference reference) {
        return credentials.advice(reference.repository().host());
    }
}

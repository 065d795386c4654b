package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.model.AuthConfig;
import io.github.fdomaven.engine.RegistryNames;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.Credentials;

/**
 * What an engine is told of registries: their names as it knows them, and the credentials that we have for ours.
 *
 * @param credentials found by our own names
 * @param names the engine's names
 */
record Registries(CredentialChain credentials, RegistryNames names) {

    /** What the engine calls an image, which everybody else calls by the reference as it is given. */
    Reference told(Reference reference) {
        return names.told(reference);
    }

    AuthConfig auth(Reference reference) {
        String host = told(reference).repository().host();
        return credentials
                .find(reference.repository().host())
                .map(found -> auth(found).withRegistryAddress(host))
                .orElseGet(AuthConfig::new);
    }

    private static AuthConfig auth(Credentials credentials) {
        return credentials
                .identityToken()
                .map(token -> new AuthConfig().withIdentityToken(token))
                .orElseGet(() ->
                        new AuthConfig().withUsername(credentials.username()).withPassword(credentials.password()));
    }

    /** What to do when the registry refuses the engine. */
    String advice(Reference reference) {
        return credentials.advice(reference.repository().host());
    }
}

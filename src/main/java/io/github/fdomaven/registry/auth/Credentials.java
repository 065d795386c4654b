package io.github.fdomaven.registry.auth;

import io.github.fdomaven.http.BasicCredentials;
import io.github.fdomaven.support.Secrets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Credentials for a registry.
 *
 * @param username the user name
 * @param password the password, or a token in its place; empty if there is only an identity token
 * @param identityToken a refresh token, which the registry's token service accepts instead of a password
 * @param registryToken a token that the registry itself accepts
 * @param charset the encoding of the user name and the password in a header
 */
public record Credentials(
        String username,
        String password,
        Optional<String> identityToken,
        Optional<String> registryToken,
        Charset charset) {

    /** Docker's user name for an identity token. */
    private static final String IDENTITY_TOKEN_USER = "<token>";

    /** Creates credentials with a user name and a password, or a token in place of the password. */
    public Credentials(String username, String password) {
        this(username, password, Optional.empty());
    }

    /** Creates credentials with a user name, a password, and an identity token. */
    public Credentials(String username, String password, Optional<String> identityToken) {
        this(username, password, identityToken, Optional.empty(), StandardCharsets.UTF_8);
    }

    /** {@return credentials with an identity token only} */
    public static Credentials ofIdentityToken(String identityToken) {
        return new Credentials(IDENTITY_TOKEN_USER, "", Optional.of(identityToken));
    }

    /** {@return credentials with a token that the registry itself accepts} */
    public static Credentials ofRegistryToken(String registryToken) {
        return new Credentials("", "", Optional.empty(), Optional.of(registryToken), StandardCharsets.UTF_8);
    }

    /** Creates credentials from Docker's format, in which the user name {@code <token>} marks an identity token. */
    static Credentials ofSecret(String username, String secret) {
        return username.equals(IDENTITY_TOKEN_USER) ? ofIdentityToken(secret) : new Credentials(username, secret);
    }

    Credentials withIdentityToken(String token) {
        return new Credentials(username, password, Optional.of(token), registryToken, charset);
    }

    Credentials withCharset(Charset value) {
        return new Credentials(username, password, identityToken, registryToken, value);
    }

    /**
     * Whether there is a token, or a name with a password, which can be empty. As Docker and Podman, the plugin uses no others.
     */
    boolean isComplete() {
        return Stream.concat(identityToken.stream(), registryToken.stream()).anyMatch(token -> !token.isEmpty())
                || !username.isEmpty() && hasPassword();
    }

    /** {@return whether there is a password} An identity token is valid for the token service only. */
    public boolean hasPassword() {
        return identityToken.isEmpty() && registryToken.isEmpty() || !password.isEmpty();
    }

    /** The value of the Authorization header for Basic authentication. */
    String basicHeader() {
        return new BasicCredentials(username, password, charset).header();
    }

    void addTo(Secrets secrets) {
        identityToken.ifPresent(secrets::add);
        registryToken.ifPresent(secrets::add);
        if (!password.isEmpty()) {
            new BasicCredentials(username, password, charset).addTo(secrets);
        }
    }

    @Override
    public String toString() {
        return username;
    }
}

package io.github.fdomaven.registry.auth;

import io.github.fdomaven.support.Secrets;
import java.util.Optional;

/**
 * Who we are to a registry.
 *
 * @param username the name
 * @param password the password, or a token that stands for it; empty where there is but an identity token
 * @param identityToken what the registry's token service takes in place of name and password, where there is one
 */
public record Credentials(String username, String password, Optional<String> identityToken) {

    /** The name by which Docker's programs say that what comes with it is no password but an identity token. */
    private static final String IDENTITY = "<token>";

    /**
     * Creates credentials of a name and a password.
     *
     * @param username the name
     * @param password the password, or a token that stands for it
     */
    public Credentials(String username, String password) {
        this(username, password, Optional.empty());
    }

    /**
     * {@return credentials of an identity token alone}
     *
     * @param identityToken the token
     */
    public static Credentials ofIdentityToken(String identityToken) {
        return new Credentials(IDENTITY, "", Optional.of(identityToken));
    }

    /** Tells by the name what the secret is, as Docker's programs do. */
    static Credentials ofSecret(String username, String secret) {
        return username.equals(IDENTITY) ? ofIdentityToken(secret) : new Credentials(username, secret);
    }

    /** {@return whether there is a name with a password: an identity token is none, and good for its service only} */
    public boolean hasPassword() {
        return identityToken.isEmpty() || !password.isEmpty();
    }

    /**
     * Has the secrets in here kept out of what is printed.
     *
     * @param secrets takes note of them
     */
    public void addTo(Secrets secrets) {
        identityToken.ifPresent(secrets::add);
        if (!password.isEmpty()) {
            secrets.add(password);
            // As a Basic header has them, in Base64.
            secrets.add(username + ":" + password);
        }
    }

    /** Leaves out the password and the token. */
    @Override
    public String toString() {
        return username;
    }
}

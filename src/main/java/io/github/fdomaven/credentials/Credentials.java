package io.github.fdomaven.credentials;

/**
 * Who we are to a registry.
 *
 * @param username the name
 * @param password the password, or a token that stands for it
 */
public record Credentials(String username, String password) {

    /** Leaves out the password. */
    @Override
    public String toString() {
        return username;
    }
}

package io.github.fdomaven.http;

import io.github.fdomaven.support.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The credentials of Basic authentication (RFC 7617).
 *
 * @param username the name
 * @param password the password
 */
public record BasicCredentials(String username, String password) {

    /** {@return the value of the Authorization or Proxy-Authorization header} */
    public String header() {
        byte[] text = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(text);
    }

    /** Registers the password and the header as secrets. */
    public void addTo(Secrets secrets) {
        secrets.add(password);
        // The header has both, in Base64.
        secrets.add(username + ":" + password);
    }

    @Override
    public String toString() {
        return username;
    }
}

package io.github.fdomaven.http;

import io.github.fdomaven.support.Secrets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The credentials of Basic authentication (RFC 7617).
 *
 * @param username the name
 * @param password the password
 * @param charset the encoding of both
 */
public record BasicCredentials(String username, String password, Charset charset) {

    /** Creates credentials whose encoding is UTF-8. */
    public BasicCredentials(String username, String password) {
        this(username, password, StandardCharsets.UTF_8);
    }

    /** {@return the value of the Authorization or Proxy-Authorization header} */
    public String header() {
        return "Basic " + encoded();
    }

    private String encoded() {
        return Base64.getEncoder().encodeToString((username + ":" + password).getBytes(charset));
    }

    /** Registers the password and the header as secrets. */
    public void addTo(Secrets secrets) {
        secrets.add(password);
        // The header has both, in Base64.
        secrets.add(username + ":" + password);
        if (!charset.equals(StandardCharsets.UTF_8)) {
            secrets.add(encoded());
        }
    }

    @Override
    public String toString() {
        return username;
    }
}

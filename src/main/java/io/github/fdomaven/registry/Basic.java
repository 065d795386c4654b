package io.github.fdomaven.registry;

import io.github.fdomaven.registry.auth.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The Basic scheme of authentication (RFC 7617). */
final class Basic {

    private Basic() {}

    static String header(Credentials credentials) {
        byte[] text = (credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(text);
    }
}

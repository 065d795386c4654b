package io.github.fdomaven.registry.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.support.FixableException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What stands for one host among the credentials of a file. An entry with nothing in it says that a helper knows them.
 *
 * @param what the entry in words, for the message
 * @param entry the entry
 */
record AuthEntry(String what, JsonNode entry) {

    private static final String LOG_IN = " Log in there again with 'docker login' or 'podman login', or correct it.";

    Optional<Credentials> credentials() {
        Optional<Credentials> named = text("auth").map(this::decode).or(this::plain);
        Optional<String> token = text("identitytoken");
        return token.isEmpty()
                ? named
                : Optional.of(named.map(found -> new Credentials(found.username(), found.password(), token))
                        .orElseGet(() -> Credentials.ofIdentityToken(token.get())));
    }

    private Optional<Credentials> plain() {
        Optional<String> password = text("password");
        return text("username").flatMap(name -> password.map(secret -> Credentials.ofSecret(name, secret)));
    }

    /** Docker fills the password up with zeros. What the decoder says is not passed on: it quotes the text. */
    private Credentials decode(String auth) {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8).replaceAll("\0+$", "");
        } catch (IllegalArgumentException e) {
            throw malformed("'auth' is not Base64");
        }
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw malformed("'auth' is not the Base64 form of a name, a colon and a password");
        }
        return Credentials.ofSecret(text.substring(0, colon), text.substring(colon + 1));
    }

    private Optional<String> text(String member) {
        JsonNode node = entry.path(member);
        if (!node.isMissingNode() && !node.isNull() && !node.isTextual()) {
            throw malformed("'" + member + "' is not a text");
        }
        return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
    }

    private FixableException malformed(String problem) {
        return new FixableException(what + ": " + problem + "." + LOG_IN);
    }

    /** Leaves out the entry. */
    @Override
    public String toString() {
        return what;
    }
}

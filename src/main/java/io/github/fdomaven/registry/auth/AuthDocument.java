package io.github.fdomaven.registry.auth;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What Docker's config.json and Podman's auth.json have in common: helpers for some hosts, a helper for all, and
 * credentials. Only what concerns a host that is asked for has to be right.
 */
final class AuthDocument {

    private static final String HELPERS = "credHelpers";
    private static final String STORE = "credsStore";
    private static final String AUTHS = "auths";

    private final String place;
    private final JsonNode document;
    private final CredentialPrograms programs;

    private AuthDocument(String place, JsonNode document, CredentialPrograms programs) {
        this.place = place;
        this.document = document;
        this.programs = programs;
    }

    /** Reads a document. What the parser says is not passed on: it quotes the text, which holds secrets. */
    static AuthDocument parse(String place, String text, CredentialPrograms programs) {
        try {
            JsonNode document = Json.read(text);
            if (!document.isObject()) {
                throw malformed(place + " is not a JSON object");
            }
            for (String member : List.of(HELPERS, AUTHS)) {
                demand(document.path(member), JsonNode::isObject, "'" + member + "' in " + place + " is not an object");
            }
            demand(document.path(STORE), JsonNode::isTextual, "'" + STORE + "' in " + place + " is not a text");
            return new AuthDocument(place, document, programs);
        } catch (JsonProcessingException e) {
            throw malformed(place + " is not valid JSON" + position(e.getLocation()));
        }
    }

    private static String position(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    Optional<Credentials> find(String host) {
        return key(HELPERS, host)
                .flatMap(key -> helper(key, host))
                .or(() -> store(host))
                .or(() -> key(AUTHS, host).flatMap(this::auth));
    }

    private Optional<Credentials> helper(String key, String host) {
        JsonNode name = document.path(HELPERS).path(key);
        String what = "'" + HELPERS + "' for '" + key + "' in " + place;
        demand(name, JsonNode::isTextual, what + " is not a text");
        return ask(name.asText(""), what, host);
    }

    private Optional<Credentials> store(String host) {
        return ask(document.path(STORE).asText(""), "'" + STORE + "' in " + place, host);
    }

    /** An empty name is how Docker says that there is no helper. */
    private Optional<Credentials> ask(String name, String what, String host) {
        return name.isEmpty() ? Optional.empty() : programs.get(name, what, host);
    }

    private Optional<Credentials> auth(String key) {
        JsonNode entry = document.path(AUTHS).path(key);
        String what = "'" + AUTHS + "' for '" + key + "' in " + place;
        demand(entry, JsonNode::isObject, what + " is not an object");
        return new AuthEntry(what, entry).credentials();
    }

    /** The key as it is written for a host: the host itself before other ways to write it. */
    private Optional<String> key(String member, String host) {
        List<String> keys = document.path(member).properties().stream()
                .map(entry -> entry.getKey())
                .toList();
        return Stream.<Predicate<String>>of(host::equals, key -> HostKey.isFor(key, host))
                .flatMap(fits -> keys.stream().filter(fits))
                .findFirst();
    }

    /** Makes sure of something that need not be there at all. */
    private static void demand(JsonNode node, Predicate<JsonNode> right, String problem) {
        if (!node.isMissingNode() && !node.isNull() && !right.test(node)) {
            throw malformed(problem);
        }
    }

    private static FixableException malformed(String problem) {
        return new FixableException(
                problem + ". Valid is what 'docker login' writes into Docker's config.json, or 'podman"
                        + " login' into Podman's auth.json: correct it, or remove it.");
    }
}

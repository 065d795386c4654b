package io.github.fdomaven.registry.auth;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.fdomaven.oci.DockerHub;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file, or a variable, in the format of Docker's config.json and Podman's auth.json. It is read once, at the first
 * lookup. An error in the entry of one host does not affect other hosts. No error message quotes the content, which has
 * secrets.
 */
final class AuthFile implements CredentialSource {

    static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    /** Docker writes some hosts as the URL of the registry's API. */
    private static final Pattern KEY = Pattern.compile("(?i)(?:https?://)?([^/]+)(?:/(?:v[12]/?)?)?");

    private static final String HELPERS = "credHelpers";
    private static final String STORE = "credsStore";
    private static final String AUTHS = "auths";

    private final String name;
    private final Supplier<Optional<String>> text;
    private final CredentialPrograms helpers;

    /** Null before the first lookup. */
    private Optional<JsonNode> document;

    private AuthFile(String name, Supplier<Optional<String>> text, CredentialPrograms helpers) {
        this.name = name;
        this.text = text;
        this.helpers = helpers;
    }

    static AuthFile ofText(String name, String text, CredentialPrograms helpers) {
        return new AuthFile(name, () -> Optional.of(text), helpers);
    }

    static AuthFile ofFile(Path file, CredentialPrograms helpers) {
        return new AuthFile(file.toString(), () -> read(file), helpers);
    }

    private static Optional<String> read(Path file) {
        try {
            // readString would refuse a file that is not UTF-8. The parser says where the wrong character is.
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new FixableException(
                    "Cannot read " + file + ", which may have registry credentials: " + e
                            + ". Make the file readable, or remove it.",
                    e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Credentials> find(String host) {
        return document()
                .flatMap(json -> keyFor(json.path(HELPERS), host)
                        .flatMap(key -> fromHelper(json, key, host))
                        .or(() -> fromStore(json, host))
                        .or(() -> keyFor(json.path(AUTHS), host).flatMap(key -> fromEntry(json, key))));
    }

    /** Only reading is synchronized: credential helpers run in parallel. */
    private synchronized Optional<JsonNode> document() {
        if (document == null) {
            document = text.get().map(this::parse);
        }
        return document;
    }

    private JsonNode parse(String content) {
        try {
            JsonNode json = JSON.readTree(content);
            if (!json.isObject()) {
                throw malformed(name + " is not a JSON object");
            }
            for (String member : List.of(HELPERS, AUTHS)) {
                require(json.path(member), JsonNode::isObject, "'" + member + "' in " + name + " is not an object");
            }
            require(json.path(STORE), JsonNode::isTextual, "'" + STORE + "' in " + name + " is not a string");
            return json;
        } catch (JsonProcessingException e) {
            // The parser's message quotes the content.
            throw malformed(name + " is not valid JSON" + position(e.getLocation()));
        }
    }

    private static String position(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** The key of a host's entry. A key that is equal to the host wins over other spellings of it. */
    private static Optional<String> keyFor(JsonNode entries, String host) {
        List<String> keys = entries.properties().stream().map(Map.Entry::getKey).toList();
        return Stream.<Predicate<String>>of(host::equals, key -> isKeyOf(key, host))
                .flatMap(matches -> keys.stream().filter(matches))
                .findFirst();
    }

    /** A key with a path, such as {@code registry.example.com/group}, is for that group only. */
    static boolean isKeyOf(String key, String host) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() && canonical(matcher.group(1)).equals(canonical(host));
    }

    private static String canonical(String host) {
        return DockerHub.isName(host) ? DockerHub.HOST : host.toLowerCase(Locale.ROOT);
    }

    private Optional<Credentials> fromHelper(JsonNode json, String key, String host) {
        JsonNode helper = json.path(HELPERS).path(key);
        String entry = entry(HELPERS, key);
        require(helper, JsonNode::isTextual, entry + " is not a string");
        return ask(helper.asText(""), entry, host);
    }

    private Optional<Credentials> fromStore(JsonNode json, String host) {
        return ask(json.path(STORE).asText(""), "'" + STORE + "' in " + name, host);
    }

    /** Docker writes an empty name for "no helper". */
    private Optional<Credentials> ask(String helper, String entry, String host) {
        return helper.isEmpty() ? Optional.empty() : helpers.get(helper, entry, host);
    }

    private Optional<Credentials> fromEntry(JsonNode json, String key) {
        JsonNode entry = json.path(AUTHS).path(key);
        require(entry, JsonNode::isObject, entry(AUTHS, key) + " is not an object");
        return new Entry(entry(AUTHS, key), entry).credentials();
    }

    private String entry(String member, String key) {
        return "'" + member + "' for '" + key + "' in " + name;
    }

    /** Refuses a value of the wrong type. A missing value is valid. */
    private static void require(JsonNode node, Predicate<JsonNode> isValid, String problem) {
        if (!node.isMissingNode() && !node.isNull() && !isValid.test(node)) {
            throw malformed(problem);
        }
    }

    private static FixableException malformed(String problem) {
        return new FixableException(
                problem + ". Correct or remove it. 'docker login' and 'podman login' write valid files.");
    }

    /** The entry of one host in "auths". It is empty if a helper has the credentials. */
    private record Entry(String name, JsonNode json) {

        Optional<Credentials> credentials() {
            Optional<Credentials> password = text("auth").map(this::decode).or(this::plain);
            return text("identitytoken")
                    .map(token -> password.map(
                                    found -> new Credentials(found.username(), found.password(), Optional.of(token)))
                            .orElseGet(() -> Credentials.ofIdentityToken(token)))
                    .or(() -> password);
        }

        private Optional<Credentials> plain() {
            Optional<String> password = text("password");
            return text("username").flatMap(name -> password.map(secret -> Credentials.ofSecret(name, secret)));
        }

        private Credentials decode(String auth) {
            String text;
            try {
                // Docker pads the password with zeros.
                text = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8)
                        .replaceAll("\0+$", "");
            } catch (IllegalArgumentException e) {
                // The decoder's message quotes the text.
                throw malformed("'auth' is not Base64");
            }
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw malformed("'auth' is not a name, a colon and a password in Base64");
            }
            return Credentials.ofSecret(text.substring(0, colon), text.substring(colon + 1));
        }

        private Optional<String> text(String member) {
            JsonNode node = json.path(member);
            if (!node.isMissingNode() && !node.isNull() && !node.isTextual()) {
                throw malformed("'" + member + "' is not a string");
            }
            return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
        }

        private FixableException malformed(String problem) {
            return new FixableException(name + ": " + problem
                    + ". Correct the entry, or run 'docker login' or 'podman login' for this host again.");
        }

        /** Leaves out the secrets. */
        @Override
        public String toString() {
            return name;
        }
    }
}

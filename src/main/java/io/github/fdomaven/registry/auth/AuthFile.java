package io.github.fdomaven.registry.auth;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.JsonException;
import io.github.fdomaven.support.JsonText;
import io.github.fdomaven.support.JsonValue;
import io.github.fdomaven.support.Lazy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A file, or a variable, in the format of Docker's config.json and Podman's auth.json. It is read once, at the first lookup. As
 * in Docker, an error in it is a problem, and the lookup continues. No problem quotes the content, which has secrets.
 */
final class AuthFile implements CredentialSource {

    /** The rest of a larger file is not read. Then the file is not valid. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String HELPERS = "credHelpers";
    private static final String STORE = "credsStore";
    private static final String AUTHS = "auths";

    private final String name;
    private final CredentialPrograms helpers;
    private final Lazy<JsonValue> document;

    private AuthFile(
            String name, Supplier<String> text, UnaryOperator<JsonValue> converter, CredentialPrograms helpers) {
        this.name = name;
        this.helpers = helpers;
        this.document = new Lazy<>(() -> parse(text.get(), converter));
    }

    static AuthFile ofText(String name, String text, CredentialPrograms helpers) {
        return new AuthFile(name, () -> text, UnaryOperator.identity(), helpers);
    }

    static AuthFile ofFile(Path file, CredentialPrograms helpers) {
        return new AuthFile(file.toString(), () -> read(file), UnaryOperator.identity(), helpers);
    }

    /** A file in the format of Docker before 1.7: only the entries. */
    static AuthFile ofOldFile(Path file, CredentialPrograms helpers) {
        UnaryOperator<JsonValue> converter =
                entries -> entries.isObject() ? JsonValue.object(Map.of(AUTHS, entries)) : entries;
        return new AuthFile(file.toString(), () -> read(file), converter, helpers);
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // readString would refuse a file that is not UTF-8. The parser says where the wrong character is.
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new FixableException(
                    "Cannot read " + file + ", which may have registry credentials: "
                            + (e instanceof AccessDeniedException ? "permission denied" : e.getMessage())
                            + ". Make the file readable, or remove it.",
                    e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** A helper can give a token. The file itself is read once. */
    @Override
    public boolean isRenewable() {
        return true;
    }

    @Override
    public Optional<Credentials> find(Repository repository, Consumer<String> problems) {
        Optional<JsonValue> json = attempt(() -> Optional.of(document.get()), problems);
        return json.flatMap(found -> fromHelpers(found, repository.host(), problems)
                .or(() -> RegistryKeys.of(repository, names(found.member(AUTHS))).stream()
                        .flatMap(key -> attempt(() -> fromEntry(found, key), problems).stream())
                        .findFirst()));
    }

    private static <T> Optional<T> attempt(Supplier<Optional<T>> lookup, Consumer<String> problems) {
        try {
            return lookup.get();
        } catch (FixableException e) {
            problems.accept(e.getMessage());
            return Optional.empty();
        }
    }

    private JsonValue parse(String content, UnaryOperator<JsonValue> converter) {
        try {
            // Docker ignores what follows the JSON document.
            JsonValue json = converter.apply(
                    JsonText.readFirst(content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content));
            require(json, JsonValue::isObject, name + " is not a JSON object");
            for (String member : List.of(HELPERS, AUTHS)) {
                require(json.member(member), JsonValue::isObject, "'" + member + "' in " + name + " is not an object");
            }
            require(json.member(STORE), JsonValue::isText, "'" + STORE + "' in " + name + " is not a string");
            return json;
        } catch (JsonException e) {
            throw malformed(name + " is not valid JSON (line " + e.line() + ", column " + e.column() + ")");
        }
    }

    private static List<String> names(JsonValue json) {
        return List.copyOf(json.members().keySet());
    }

    /** Asks the registry's own helper, then the helper for all registries. An empty name of the own helper means no helper. */
    private Optional<Credentials> fromHelpers(JsonValue json, String host, Consumer<String> problems) {
        JsonValue own = json.member(HELPERS);
        Optional<String> key = RegistryKeys.of(host, names(own)).stream().findFirst();
        String entry = key.map(found -> entry(HELPERS, found)).orElse("");
        Optional<String> helper = attempt(
                () -> key.map(found -> {
                    require(own.path(found), JsonValue::isText, entry + " is not a string");
                    return own.path(found).asText("");
                }),
                problems);
        if (helper.filter(String::isEmpty).isPresent()) {
            return Optional.empty();
        }
        return helper.flatMap(found -> ask(found, entry, host, problems))
                .or(() -> Optional.of(json.member(STORE).asText(""))
                        .filter(store -> !store.isEmpty())
                        .flatMap(store -> ask(store, "'" + STORE + "' in " + name, host, problems)));
    }

    private Optional<Credentials> ask(String helper, String entry, String host, Consumer<String> problems) {
        CredentialPrograms.Answer answer = helpers.get(helper, host);
        answer.problem()
                .map(problem -> problem + (problem.endsWith(".") ? "" : ".")
                        + " Install or fix the credential helper, or remove " + entry + ".")
                .ifPresent(problems);
        return answer.credentials();
    }

    private Optional<Credentials> fromEntry(JsonValue json, String key) {
        JsonValue entry = json.member(AUTHS).path(key);
        require(entry, JsonValue::isObject, entry(AUTHS, key) + " is not an object");
        return new Entry(entry(AUTHS, key), entry).credentials();
    }

    private String entry(String member, String key) {
        return "'" + member + "' for '" + key + "' in " + name;
    }

    /** Refuses a value of the wrong type. A missing value is valid. */
    private static void require(JsonValue node, Predicate<JsonValue> isValid, String problem) {
        if (!node.isAbsent() && !isValid.test(node)) {
            throw malformed(problem);
        }
    }

    private static FixableException malformed(String problem) {
        return new FixableException(
                problem + ". Correct or remove it. 'docker login' and 'podman login' write valid files.");
    }

    /** The entry of one key in "auths". It is empty if a helper has the credentials. */
    private record Entry(String name, JsonValue json) {

        /** As in Docker, a token for the registry itself is used before any other credentials. */
        Optional<Credentials> credentials() {
            return text("registrytoken")
                    .map(this::token)
                    .map(Credentials::ofRegistryToken)
                    .or(this::login);
        }

        /** The token is sent as it is, in a header. */
        private String token(String text) {
            String token = text.strip();
            if (!TOKEN.matcher(token).matches()) {
                throw malformed("'registrytoken' has characters that no token has");
            }
            return token;
        }

        private Optional<Credentials> login() {
            Optional<Credentials> password = text("auth").flatMap(this::decode).or(this::plain);
            return text("identitytoken")
                    .map(token -> password.map(found -> found.withIdentityToken(token))
                            .orElseGet(() -> Credentials.ofIdentityToken(token)))
                    .or(() -> password)
                    .filter(Credentials::isComplete);
        }

        private Optional<Credentials> plain() {
            Optional<String> password = text("password");
            return text("username").flatMap(name -> password.map(secret -> Credentials.ofSecret(name, secret)));
        }

        /** Some programs write a lone colon in place of no credentials. */
        private Optional<Credentials> decode(String auth) {
            byte[] bytes = decoded(auth);
            Charset charset = charset(bytes);
            String text = new String(bytes, charset);
            if (text.isBlank() || text.equals(":")) {
                return Optional.empty();
            }
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw malformed("'auth' is not a name, a colon and a password in Base64");
            }
            // Docker pads the password with zeros.
            String password = text.substring(colon + 1).replaceAll("^\0+|\0+$", "");
            return Optional.of(
                    Credentials.ofSecret(text.substring(0, colon), password).withCharset(charset));
        }

        /** Accepts line breaks, as Docker, and a missing padding. */
        private byte[] decoded(String auth) {
            try {
                String digits = auth.replaceAll("\\s", "").replaceAll("=+$", "");
                return Base64.getDecoder().decode(digits);
            } catch (IllegalArgumentException e) {
                // The decoder's message quotes the text.
                throw malformed("'auth' is not Base64");
            }
        }

        /** In Latin-1, bytes that are not UTF-8 are sent as they are. */
        private static Charset charset(byte[] bytes) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return StandardCharsets.UTF_8;
            } catch (CharacterCodingException e) {
                return StandardCharsets.ISO_8859_1;
            }
        }

        private Optional<String> text(String member) {
            JsonValue node = json.member(member);
            if (!node.isAbsent() && !node.isText()) {
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

package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Any content gives credentials, none, or a problem that names the file and quotes nothing. */
class AuthFilePropertyTest {

    private static final Repository REPOSITORY = Repository.parse("registry.example.com/group/project");
    private static final String SECRET = "TopSecret7";
    private static final String ENCODED =
            Base64.getEncoder().encodeToString(("ann:" + SECRET).getBytes(StandardCharsets.UTF_8));
    private static final String VALID = "{\"auths\":{\"registry.example.com\":{\"auth\":\"" + ENCODED
            + "\"}},\"credHelpers\":{\"registry.example.com\":\"\"},\"credsStore\":null}";

    private final List<String> problems = new ArrayList<>();
    private Path file;

    @BeforeTry
    void create() throws IOException {
        problems.clear();
        file = Files.createTempFile("auth", ".json");
    }

    @AfterTry
    void delete() throws IOException {
        Files.delete(file);
    }

    private Optional<Credentials> find(byte[] content) throws IOException {
        Files.write(file, content);
        CredentialPrograms helpers = CredentialPrograms.ofPath("", new Secrets(), notice -> {});
        return AuthFile.ofFile(file, helpers).find(REPOSITORY, problems::add);
    }

    private void assertThatProblemsNameTheFileOnly() {
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem)
                        .contains(file.toString())
                        .doesNotContain(SECRET, ENCODED, ENCODED.substring(0, 10), SECRET.substring(0, 6)));
    }

    @Property(tries = 300)
    void acceptsAnyBytes(@ForAll byte[] content) throws IOException {
        find(content);

        assertThatProblemsNameTheFileOnly();
    }

    /** A valid file with some characters replaced or cut off. */
    @Property(tries = 500)
    void survivesADamagedFile(@ForAll("damages") Map<Integer, Character> damages, @ForAll @IntRange(max = 200) int end)
            throws IOException {
        StringBuilder text = new StringBuilder(VALID);
        damages.forEach((index, character) -> text.setCharAt(index % text.length(), character));
        text.setLength(Math.min(end, text.length()));

        find(text.toString().getBytes(StandardCharsets.UTF_8));

        // A damaged name of a member can be part of a message, but no secret.
        assertThatProblemsNameTheFileOnly();
    }

    @Provide
    Arbitrary<Map<Integer, Character>> damages() {
        return Arbitraries.maps(
                        Arbitraries.integers().between(0, VALID.length() - 1),
                        Arbitraries.of('"', '{', '}', '[', ']', ':', ',', '0', 'x', ' ', '\\', '\n', '\0', '!', 'é'))
                .ofMaxSize(4);
    }

    /** Any JSON in place of each member. */
    @Property(tries = 300)
    void acceptsMembersOfAnyType(@ForAll("values") List<Object> values) throws IOException {
        byte[] content = new ObjectMapper()
                .writeValueAsBytes(Map.of(
                        "auths",
                                Map.of(
                                        "registry.example.com",
                                        values.get(0),
                                        "registry.example.com/group",
                                        values.get(1)),
                        "credHelpers", values.get(2),
                        "credsStore", values.get(3)));

        find(content);

        assertThatProblemsNameTheFileOnly();
    }

    @Provide
    Arbitrary<List<Object>> values() {
        Arbitrary<Object> texts = Arbitraries.of("", "auth", ":", ENCODED, "Og==", "====", "../x");
        Arbitrary<Object> simple =
                Arbitraries.oneOf(texts, Arbitraries.of((Object) 0, 1.5, true, List.of(), Map.of(), List.of(SECRET)));
        Arbitrary<Object> entries = Arbitraries.maps(
                        Arbitraries.of("auth", "username", "password", "identitytoken", "registrytoken", "AUTH"),
                        simple)
                .map(Object.class::cast);
        return Arbitraries.oneOf(simple, entries).list().ofSize(4);
    }

    @Property(tries = 200)
    void findsWhatDockerWrites(@ForAll @NotEmpty String name, @ForAll @NotEmpty String password) throws IOException {
        String user = name.replaceAll("[:\\p{Cs}]", "x");
        String secret = password.replaceAll("[\0\\p{Cs}]", "x");
        String auth = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));

        assertThat(find(json("registry.example.com", auth))).contains(new Credentials(user, secret));
        assertThat(problems).isEmpty();
    }

    @Property(tries = 200)
    void findsEverySpellingOfAKey(@ForAll("keys") String key) throws IOException {
        assertThat(find(json(key, ENCODED))).contains(new Credentials("ann", SECRET));
    }

    @Provide
    Arbitrary<String> keys() {
        return Combinators.combine(
                        Arbitraries.of("", "https://", "http://", "HTTPS://"),
                        Arbitraries.of("registry.example.com", "Registry.Example.COM"),
                        Arbitraries.of("", "/", "/v1", "/v1/", "/v2", "/v2/", "/group", "/group/project", "/group/"))
                .as((scheme, host, path) -> scheme + host + path);
    }

    private static byte[] json(String key, String auth) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsBytes(Map.of("auths", Map.of(key, Map.of("auth", auth))));
    }
}

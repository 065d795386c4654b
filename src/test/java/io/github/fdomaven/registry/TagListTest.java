package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagListTest extends RegistryTestCase {

    private static final String LIST = "GET /v2/group/project/tags/list";
    private static final String TWO = "{\"name\":\"group/project\",\"tags\":[\"1\",\"2\"]}";

    private Repository repository;

    @BeforeEach
    void choose() {
        repository = reference.repository();
    }

    private List<String> tags() {
        return registry(Duration.ofSeconds(10)).tags(repository).stream()
                .map(Tag::value)
                .toList();
    }

    private void put(int count) {
        IntStream.range(0, count).forEach(i -> Images.put(server, repository.tagged(new Tag("%03d".formatted(i)))));
    }

    @Test
    void oneRequestIsEnoughForAFewTags() {
        put(3);

        assertThat(tags()).containsExactly("000", "001", "002");
        assertThat(server.asked()).containsExactly(LIST);
        assertThat(server.requests().get(0).parameter("n")).isEqualTo("100");
    }

    @Test
    void manyTagsComePageByPage() {
        put(250);

        assertThat(tags()).hasSize(250).startsWith("000").endsWith("249");
        assertThat(server.requests())
                .extracting(request -> request.parameter("last"))
                .containsExactly(null, "099", "199");
    }

    @Test
    void aTokenThatEndsBetweenTwoPagesIsRenewed() {
        FakeTokens tokens = new FakeTokens(server);
        put(150);
        server.trouble(LIST, 1, request -> {
            request.answer(401, new byte[0], "WWW-Authenticate", challenge());
        });
        server.trouble(LIST, 1, request -> {
            tokens.revoke();
            request.answer(200, TWO.getBytes(), "Link", "</v2/group/project/tags/list?last=002&n=100>; rel=next");
        });

        assertThat(tags()).hasSize(2 + 100 + 47);
        assertThat(server.asked()).containsExactly(LIST, "GET /token", LIST, LIST, "GET /token", LIST, LIST);
    }

    private String challenge() {
        return "Bearer realm=\"http://" + server.host()
                + "/token\",service=\"the \\\"registry\\\"\",scope=\"repository:group/project:pull\"";
    }

    @Test
    void aPageThatFailsIsAskedForAgainByItself() {
        put(150);
        server.trouble(LIST, 1, request -> {
            server.trouble(LIST, 1, 503, "");
            request.answer(200, TWO.getBytes(), "Link", "</v2/group/project/tags/list?last=099&n=100>; rel=\"next\"");
        });

        assertThat(tags()).hasSize(52);
        assertThat(retries).singleElement().asString().contains("/v2/group/project/tags/list: 503: ");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void aRepositoryThatIsNotThereHasNoTags() {
        assertThat(tags()).isEmpty();
    }

    @Test
    void aRepositoryWithoutTagsHasNone() {
        server.trouble(LIST, 1, 200, "{\"name\":\"group/project\",\"tags\":null}");

        assertThat(tags()).isEmpty();
    }

    @Test
    void aListThatEndsInTheMiddleIsNoList() {
        server.trouble(LIST, 1, 200, TWO, "Link", "</v2/group/project/tags/list?last=2&n=100>; rel=\"next\"");
        server.trouble(LIST, 1, 404, "gone");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::tags)
                .withMessageContaining("/v2/group/project/tags/list: 404: gone. ");
    }

    @Test
    void onlyNotFoundIsAbsence() {
        server.trouble(LIST, 1, 403, "");

        assertThatExceptionOfType(FixableException.class).isThrownBy(this::tags).withMessageContaining(": 403: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"tags\":\"1\"}; there is no list of tags in the answer",
                "[]; there is no list of tags in the answer",
                "what?; there is no list of tags in the answer",
                "{\"tags\":[\"a b\"]}; 'a b' is not a tag: ",
                "{\"tags\":[7,{}]}; '' is not a tag: ",
            })
    void aListThatIsNoneIsRefused(String content, String problem) {
        server.trouble(LIST, 1, 200, content);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::tags)
                .withMessageStartingWith(
                        "GET http://" + server.host() + "/v2/group/project/tags/list: 200: " + problem);
    }

    @Test
    void pagesThatGoRoundInACircleAreNotFollowed() {
        server.trouble(LIST, 99, 200, TWO, "Link", "</v2/group/project/tags/list?n=100>; rel=\"next\"");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::tags)
                .withMessageContaining("/tags/list: 200: its next page is one that came before. ");
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://registry.example.com/v2/group/project/tags/list", "ftp://a.example/", "//"})
    void aNextPageThatMustNotBeAskedForIsNot(String link) {
        server.trouble(LIST, 99, 200, TWO, "Link", "<" + link + ">; rel=\"next\"");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::tags)
                .withMessageContaining(": 200: it leads to ");
    }

    @Test
    void aNextPageElsewhereIsAskedForWithoutCredentials() throws IOException {
        server.guard(request -> {
            boolean known = request.header("Authorization").equals(ANN);
            if (!known) {
                request.answer(401, new byte[0], "WWW-Authenticate", "Basic realm=\"r\"");
            }
            return known;
        });
        know(server, "ann", "secret");
        try (FakeRegistry other = new FakeRegistry()) {
            server.trouble(LIST, 1, 401, "", "WWW-Authenticate", "Basic realm=\"r\"");
            server.trouble(LIST, 1, 200, TWO, "Link", "<http://" + other.host() + "/more>; rel=\"next\"");
            other.trouble("GET /more", 1, 200, "{\"tags\":[\"3\"]}");

            assertThat(tags()).containsExactly("1", "2", "3");
            assertThat(other.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("Authorization")).isEmpty());
        }
    }
}

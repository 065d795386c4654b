package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.http.TimeLimits;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagListTest extends RegistryTestCase {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String LIST = "GET /v2/group/project/tags/list";
    private static final String TWO = "{\"name\":\"group/project\",\"tags\":[\"1\",\"2\"]}";

    private Repository repository;

    @BeforeEach
    void choose() {
        repository = reference.repository();
    }

    private List<String> tags() {
        return registry().tags(repository).stream().map(Tag::value).toList();
    }

    private void put(int count) {
        IntStream.range(0, count).forEach(i -> Images.put(server, repository.tagged(new Tag("%03d".formatted(i)))));
    }

    @Test
    void listsFewTagsWithOneRequest() {
        put(3);

        assertThat(tags()).containsExactly("000", "001", "002");
        assertThat(server.received()).containsExactly(LIST);
        assertThat(server.requests().get(0).parameter("n")).isEqualTo("100");
    }

    @Test
    void listsManyTagsPageByPage() {
        put(250);

        assertThat(tags()).hasSize(250).startsWith("000").endsWith("249");
        assertThat(server.requests())
                .extracting(request -> request.parameter("last"))
                .containsExactly(null, "099", "199");
    }

    @Test
    void renewsATokenBetweenPages() {
        TokenServer tokens = new TokenServer(server);
        put(150);
        server.respond(LIST, 1, request -> {
            request.answer(401, new byte[0], "WWW-Authenticate", challenge());
        });
        server.respond(LIST, 1, request -> {
            tokens.revoke();
            request.answer(200, TWO.getBytes(), "Link", "</v2/group/project/tags/list?last=002&n=100>; rel=next");
        });

        assertThat(tags()).hasSize(2 + 100 + 47);
        assertThat(server.received()).containsExactly(LIST, "GET /token", LIST, LIST, "GET /token", LIST, LIST);
    }

    private String challenge() {
        return "Bearer realm=\"http://" + server.host()
                + "/token\",service=\"the \\\"registry\\\"\",scope=\"repository:group/project:pull\"";
    }

    @Test
    void retriesOnlyTheFailedPage() {
        put(150);
        server.respond(LIST, 1, request -> {
            server.respond(LIST, 1, 503, "");
            request.answer(200, TWO.getBytes(), "Link", "</v2/group/project/tags/list?last=099&n=100>; rel=\"next\"");
        });

        assertThat(tags()).hasSize(52);
        assertThat(retries).singleElement().asString().contains("/v2/group/project/tags/list: 503: ");
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void listsNoTagsOfAMissingRepository() {
        assertThat(tags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"group/project\",\"tags\":null}",
                "{\"name\":\"group/project\"}",
                "{}",
                "{\"tags\":[]}"
            })
    void listsNoTagsOfAnEmptyRepository(String content) {
        server.respond(LIST, 1, 200, content);

        assertThat(tags()).isEmpty();
    }

    @Test
    void refusesAnIncompleteList() {
        server.respond(LIST, 1, 200, TWO, "Link", "</v2/group/project/tags/list?last=2&n=100>; rel=\"next\"");
        server.respond(LIST, 1, 404, "gone");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::tags)
                .withMessageContaining("/v2/group/project/tags/list: 404: gone. ");
    }

    @Test
    void failsOnForbidden() {
        server.respond(LIST, 1, 403, "");

        assertThatExceptionOfType(FixableException.class).isThrownBy(this::tags).withMessageContaining(": 403: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"tags\":\"1\"}; there is no list of tags in it",
                "{\"errors\":[{\"code\":\"DENIED\"}]}; there is no list of tags in it: DENIED",
                "7; there is no list of tags in it",
                "``; there is no list of tags in it",
                "[]; there is no list of tags in it",
                "what?; the list of tags is not valid JSON",
                "{\"tags\":[7]}; there is a tag in it that is not a text",
                "{\"tags\":[[\"1\"]]}; there is a tag in it that is not a text",
            })
    void refusesAnInvalidList(String content, String problem) {
        server.respond(LIST, 1, 200, content);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::tags)
                .withMessageStartingWith(
                        "GET http://" + server.host() + "/v2/group/project/tags/list: 200: " + problem);
    }

    @Test
    void passesOverNamesThatCannotBeTags() {
        server.respond(LIST, 1, 200, "{\"tags\":[\"a b\",null,\"\",\"1\",\"../x\"]}");

        assertThat(tags()).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?n=100",
                "list?n=100",
                "/v2/group/project/tags/list?n=100",
                "/v2/x/../group/project/tags/list?n=100"
            })
    void endsWithAPageThatWasRead(String link) {
        server.respond(LIST, 99, 200, TWO, "Link", "<" + link + ">; rel=\"next\"");

        assertThat(tags()).containsExactly("1", "2");
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?n=100&last=2",
                "list?n=100&last=2",
                "//HOST/v2/group/project/tags/list?n=100&last=2",
                "HTTP://HOST/v2/group/project/tags/list?n=100&last=2"
            })
    void followsARelativeNextPage(String link) {
        server.respond(LIST, 1, 200, TWO, "Link", "<" + link.replace("HOST", server.host()) + ">; rel=next");
        server.respond(LIST, 1, 200, "{\"tags\":[\"3\"]}");

        assertThat(tags()).containsExactly("1", "2", "3");
        assertThat(server.requests().get(1).parameter("last")).isEqualTo("2");
    }

    @Test
    void endsAListWithoutEndByTheNumberOfPages() {
        endlessPages(Duration.ZERO);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> new TagClient(client(TimeLimits.of(LONG, LONG)), 7).list(repository))
                .withMessageStartingWith("GET http://" + server.host() + "/v2/group/project/tags/list: the list of tags"
                        + " does not end: there are more than 7 pages with 7 tags. Check that ");
    }

    @Test
    void endsAListWithoutEndByTime() {
        endlessPages(Duration.ofMinutes(3));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::tags)
                .withMessageContaining("the list of tags does not end: there are more than 4 pages with 4 tags. ");
    }

    /** Each page has a tag and a next page. */
    private void endlessPages(Duration each) {
        AtomicInteger page = new AtomicInteger();
        server.respond(LIST, Integer.MAX_VALUE, request -> {
            time.pass(each);
            int number = page.incrementAndGet();
            request.answer(200, ("{\"tags\":[\"" + number + "\"]}").getBytes(), "Link", "<?n=100&last=" + number + ">");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.example/", "http://"})
    void refusesAnInvalidNextPage(String link) {
        server.respond(LIST, 99, 200, TWO, "Link", "<" + link + ">; rel=\"next\"");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::tags)
                .withMessageContaining(": 200: the address of its next page is not valid");
    }

    /** A registry behind a proxy may not know its own address. */
    @ParameterizedTest
    @ValueSource(strings = {"http://registry.internal:5000", "https://registry.internal"})
    void asksTheSameServerForTheNextPage(String origin) {
        demandBasicCredentials(server, "Basic realm=\"r\"");
        login(server, "ann", "secret");
        server.respond(LIST, 1, 401, "", "WWW-Authenticate", "Basic realm=\"r\"");
        server.respond(LIST, 1, 200, TWO, "Link", "<" + origin + "/more?last=2>; rel=\"next\"");
        server.respond("GET /more", 1, 200, "{\"tags\":[\"3\"]}");

        assertThat(tags()).containsExactly("1", "2", "3");
    }
}

package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.support.JsonText;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "4711", "group/project", "a/b/c.d-e_f", "_a/.hidden"})
    void acceptsAProject(String text) {
        assertThat(new ProjectId(text)).hasToString(text);
        assertThat(new ProjectId(text).isNumber()).isEqualTo(text.matches("[0-9]+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-1",
                "project",
                "group/",
                "/project",
                "a//b",
                "a/..",
                "../b",
                "a b/c",
                "a/b?c",
                "a/b%2F",
                "https://gitlab.example.com/a/b",
                "1234567890123456789",
                "a/b\n"
            })
    void refusesAnInvalidProject(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProjectId(text))
                .withMessage("'" + text
                        + "' is not a GitLab project. Valid are the path with all groups, as in group/project,"
                        + " and the project's number.");
    }

    @Test
    void encodesAProjectAsOneSegment() {
        assertThat(new ProjectId("a/b/c").encoded()).isEqualTo("a%2Fb%2Fc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "v1.0", "refs/heads/main", "feature/über-x", "a#b+c&d=e%f", "1"})
    void acceptsARef(String text) {
        assertThat(new Ref(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a..b",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "a[b",
                "a\\b",
                "a@{1}",
                "@",
                "-a",
                "/a",
                "a/",
                ".a",
                "a/.b",
                "a.",
                "a.lock",
                "a.lock/b",
                "a//b",
                "a\n"
            })
    void refusesAnInvalidRef(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ref(text))
                .withMessage("'" + text.replaceAll("\\p{Cntrl}", " ")
                        + "' is not a valid name of a branch or tag in git. Examples are main and v1.0.");
    }

    @Test
    void toStringLeavesOutTokens() {
        assertThat(GitLabToken.trigger("glptt-0123")).hasToString("***");
        assertThat(GitLabToken.access("glpat-0123")).hasToString("***");
        TriggerRequest request = new TriggerRequest(
                new ProjectId("a/b"), new Ref("main"), GitLabToken.trigger("glptt-0123"), Map.of("A", "1"));
        assertThat(request).hasToString("TriggerRequest[project=a/b, ref=main, token=***, variables={A=1}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"glptt-0123\n", "glptt 0123", "glptt-01\r\nX: y", "glptt-é"})
    void refusesAnInvalidTokenWithoutShowingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitLabToken.trigger(token))
                .withMessage(
                        "The trigger token has white space or characters that no token has. Check for an extra line end"
                                + " or quote.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitLabToken.access(token))
                .withMessageStartingWith("The access token has white space");
    }

    @Test
    void refusesAnEmptyToken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitLabToken.trigger(" "))
                .withMessage("The trigger token is empty.");
    }

    @ParameterizedTest
    @CsvSource({
        "https://gitlab.com, https://gitlab.com/api/v4",
        "https://gitlab.com/, https://gitlab.com/api/v4",
        "https://gitlab.com/api/v4, https://gitlab.com/api/v4",
        "https://gitlab.com/api/v4//, https://gitlab.com/api/v4",
        "https://host.example.com/gitlab, https://host.example.com/gitlab/api/v4",
        "https://host.example.com/gitlab/api/v4/, https://host.example.com/gitlab/api/v4",
        "' http://127.0.0.1:8929 ', http://127.0.0.1:8929/api/v4",
        "http://[::1]:8929, http://[::1]:8929/api/v4"
    })
    void acceptsTheUrlOfAServerAndOfItsApi(String text, String api) {
        assertThat(GitLabAddress.parse(text)).hasToString(api);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "gitlab.com, gitlab.com",
        "ftp://gitlab.com, ftp://gitlab.com",
        "https://, https://",
        "https:///x, https:///x",
        "https://a b, https://a b",
        "https://ann:secret@gitlab.com, ***@gitlab.com",
        "https://ann:se/cret@git lab.com, ***@git lab.com",
        "https://gitlab.com?private_token=secret, https://gitlab.com?***",
        "https://gitlab.com#secret, https://gitlab.com?***"
    })
    void refusesAnInvalidUrlWithoutShowingItsSecrets(String text, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitLabAddress.parse(text))
                .withMessage(
                        "'" + shown + "' is not the URL of a GitLab. Valid are the URL of the server and of its API"
                                + " without user, query and fragment, as in https://gitlab.example.com or"
                                + " https://gitlab.example.com/api/v4.");
    }

    @Test
    void refusesAnAddressThatIsNotTheUrlOfAnApi() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GitLabAddress(URI.create("https://gitlab.example.com")))
                .withMessageStartingWith("'https://gitlab.example.com' is not the URL of a GitLab");
    }

    @Test
    void keepsTheOrderOfVariablesAndChecksTheirNames() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("Z", "1");
        variables.put("A", "2");
        TriggerRequest request =
                new TriggerRequest(new ProjectId("a/b"), new Ref("main"), GitLabToken.trigger("t"), variables);
        variables.clear();

        assertThat(request.variables()).containsExactly(Map.entry("Z", "1"), Map.entry("A", "2"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TriggerRequest.checkVariable("A]["))
                .withMessage("'A][' is not the name of a variable. Valid are up to 255 letters from A to Z, digits and"
                        + " '_'.");
    }

    private static Optional<Pipeline> parse(String json) throws IOException {
        return Pipeline.parse(JsonText.readFirst(json));
    }

    @Test
    void parsesAPipeline() throws IOException {
        assertThat(parse("{\"id\": 7, \"status\": \"waiting_for_resource\", \"web_url\": \"https://g.example/7\"}"))
                .contains(new Pipeline(7, "waiting_for_resource", Optional.of(URI.create("https://g.example/7"))));
        assertThat(parse("{\"id\": 7, \"status\": \"created\"}"))
                .contains(new Pipeline(7, "created", Optional.empty()));
        assertThat(parse("{\"id\": 7, \"status\": \"created\", \"web_url\": \"javascript:alert(1)\"}"))
                .contains(new Pipeline(7, "created", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{}",
                "{\"id\": 7}",
                "{\"id\": \"7\", \"status\": \"created\"}",
                "{\"id\": 0, \"status\": \"created\"}",
                "{\"id\": 1e99, \"status\": \"created\"}",
                "{\"id\": 7, \"status\": \"Well done\"}"
            })
    void refusesAResponseThatIsNotAPipeline(String json) throws IOException {
        assertThat(parse(json)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "created, false, false",
        "waiting_for_resource, false, false",
        "preparing, false, false",
        "pending, false, false",
        "running, false, false",
        "scheduled, false, false",
        "some_new_one, false, false",
        "success, true, false",
        "skipped, true, false",
        "manual, true, false",
        "failed, true, true",
        "canceled, true, true"
    })
    void knowsWhichStatusesAreEndsAndFailures(String status, boolean end, boolean failure) {
        assertThat(new Pipeline(7, status, Optional.empty()).hasEnded()).isEqualTo(end);
        assertThat(new Pipeline(7, status, Optional.empty()).hasFailed()).isEqualTo(failure);
    }
}

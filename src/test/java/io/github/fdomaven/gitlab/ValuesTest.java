package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "4711", "group/project", "a/b/c.d-e_f", "_a/.hidden"})
    void aProject(String text) {
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
    void notAProject(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProjectId(text))
                .withMessage("'" + text + "' is not a project of GitLab: valid is its path with all its groups, as in"
                        + " group/project, or its number.");
    }

    @Test
    void aProjectIsOnePartOfAnAddress() {
        assertThat(new ProjectId("a/b/c").encoded()).isEqualTo("a%2Fb%2Fc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "v1.0", "refs/heads/main", "feature/über-x", "a#b+c&d=e%f", "1"})
    void aRef(String text) {
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
    void notARef(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ref(text))
                .withMessage("'" + text
                        + "' is not the name of a branch or tag: valid is what git takes, as in main or v1.0.");
    }

    @Test
    void tokensAreNotShown() {
        assertThat(new TriggerToken("glptt-0123")).hasToString("***");
        assertThat(new AccessToken("glpat-0123")).hasToString("***");
        TriggerRequest request = new TriggerRequest(
                new ProjectId("a/b"), new Ref("main"), new TriggerToken("glptt-0123"), Map.of("A", "1"));
        assertThat(request).hasToString("TriggerRequest[project=a/b, ref=main, token=***, variables={A=1}]");
        Request pipeline = Request.pipeline(
                GitLabAddress.parse("https://gitlab.example.com"),
                new ProjectId("a/b"),
                7,
                new AccessToken("glpat-0123"));
        assertThat(pipeline).hasToString("GET https://gitlab.example.com/api/v4/projects/a%2Fb/pipelines/7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"glptt-0123\n", "glptt 0123", "glptt-01\r\nX: y", "glptt-é"})
    void aTokenThatIsNoneIsNotShownEither(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TriggerToken(token))
                .withMessage(
                        "The trigger token has white space in it, or letters that no token has: look for a line end or"
                                + " a quote too many.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccessToken(token))
                .withMessageStartingWith("The access token has white space in it");
    }

    @Test
    void anEmptyTokenIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TriggerToken(" "))
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
    void anAddressOfAServerOrOfItsApi(String text, String api) {
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
    void notAnAddress(String text, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GitLabAddress.parse(text))
                .withMessage(
                        "'" + shown + "' is not the address of a GitLab: valid is that of the server or of its API,"
                                + " without user, query or fragment, as in https://gitlab.example.com or"
                                + " https://gitlab.example.com/api/v4.");
    }

    @Test
    void anAddressIsThatOfAnApi() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GitLabAddress(URI.create("https://gitlab.example.com")))
                .withMessageStartingWith("'https://gitlab.example.com' is not the address of a GitLab");
    }

    @Test
    void variablesKeepTheirOrderAndHaveNames() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("Z", "1");
        variables.put("A", "2");
        TriggerRequest request =
                new TriggerRequest(new ProjectId("a/b"), new Ref("main"), new TriggerToken("t"), variables);
        variables.clear();

        assertThat(request.variables()).containsExactly(Map.entry("Z", "1"), Map.entry("A", "2"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TriggerRequest.checkVariable("A]["))
                .withMessage("'A][' is not the name of a variable: valid are up to 255 letters from A to Z, digits and"
                        + " '_'.");
    }

    @Test
    void aPipelineIsWhatGitLabSaysItIs() {
        assertThat(Pipeline.parse(
                        "{\"id\": 7, \"status\": \"waiting_for_resource\", \"web_url\": \"https://g.example/7\"}"))
                .contains(new Pipeline(
                        7, new PipelineStatus("waiting_for_resource"), Optional.of(URI.create("https://g.example/7"))));
        assertThat(Pipeline.parse("{\"id\": 7, \"status\": \"created\"}"))
                .contains(new Pipeline(7, new PipelineStatus("created"), Optional.empty()));
        assertThat(Pipeline.parse("{\"id\": 7, \"status\": \"created\", \"web_url\": \"javascript:alert(1)\"}"))
                .contains(new Pipeline(7, new PipelineStatus("created"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "<html>",
                "{}",
                "{\"id\": 7",
                "{\"id\": 7}",
                "{\"id\": \"7\", \"status\": \"created\"}",
                "{\"id\": 0, \"status\": \"created\"}",
                "{\"id\": 1e99, \"status\": \"created\"}",
                "{\"id\": 7, \"status\": \"Well done\"}"
            })
    void notAPipeline(String json) {
        assertThat(Pipeline.parse(json)).isEmpty();
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
    void somePipelinesHaveEndedAndSomeOfThoseFailed(String status, boolean end, boolean failure) {
        assertThat(new PipelineStatus(status).isEnd()).isEqualTo(end);
        assertThat(new PipelineStatus(status).isFailure()).isEqualTo(failure);
    }
}

package io.github.fdomaven.gitlab.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitLabStubTest {

    private static final String TRIGGER = "/api/v4/projects/group%2Fapp/trigger/pipeline";

    private GitLabStub stub;

    @BeforeEach
    void start() throws IOException {
        stub = new GitLabStub();
        stub.project("group/app").token("trigger-token").ref("v1");
        stub.project("group/closed").token("closed-token").excludeTriggers();
        stub.jobToken("running-job", true);
        stub.jobToken("ended-job", false);
        stub.accessToken("access-token");
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "group%2Fapp | token=trigger-token | 400 | {\"error\":\"ref is missing\"}",
                "group%2Fapp | ref=main | 400 | {\"error\":\"token is missing\"}",
                "group%2Fapp | token=trigger-token&ref=none | 400 | {\"message\":{\"base\":[\"Reference not found\"]}}",
                "group%2Fapp | token=trigger-token&ref=main&variables=x | 400 | {\"error\":\"variables is invalid\"}",
                "group%2Fapp | token=ended-job&ref=main | 401 | {\"message\":\"401 Unauthorized\"}",
                "group%2Fapp | token=closed-token&ref=main | 404 | {\"message\":\"404 Not Found\"}",
                "group%2Fapp | token=access-token&ref=main | 404 | {\"message\":\"404 Not Found\"}",
                "group%2Fnone | token=trigger-token&ref=main | 404 | {\"message\":\"404 Not Found\"}",
                "group%2Fclosed | token=closed-token&ref=main | 400 |"
                        + " {\"message\":{\"base\":[\"Pipeline filtered out by workflow rules.\"]}}"
            })
    void refusesAsGitLabDoes(String project, String form, int status, String content) throws IOException {
        assertThat(post("/api/v4/projects/" + project + "/trigger/pipeline", form, Map.of()))
                .isEqualTo(status + " " + (status == 401 ? "" : content));
        assertThat(stub.pipelines()).isEmpty();
    }

    @Test
    void refusesAWebhookAndAGetRequest() throws IOException {
        assertThat(post(TRIGGER, "token=trigger-token&ref=main", Map.of("X-Gitlab-Event", "Pipeline Hook")))
                .isEqualTo("403 {\"message\":\"403 Forbidden\"}");
        assertThat(get(TRIGGER, Map.of())).isEqualTo("404 {\"error\":\"404 Not Found\"}");
    }

    @Test
    void acceptsFormsAndJson() throws IOException {
        assertThat(post(TRIGGER, "token=trigger-token&ref=v1&variables%5BA%5D=x+y", Map.of()))
                .startsWith("201 ");
        assertThat(post(
                        TRIGGER.replace("group%2Fapp", "1"),
                        "{\"token\":\"running-job\",\"ref\":\"main\",\"variables\":{\"B\":\"z\"}}",
                        Map.of("Content-Type", "application/json")))
                .startsWith("201 ");

        assertThat(stub.pipelines())
                .extracting(StubPipeline::variables)
                .containsExactly(Map.of("A", "x y"), Map.of("B", "z"));
        assertThat(stub.pipelines()).extracting(StubPipeline::source).containsExactly("trigger", "pipeline");
        assertThat(stub.pipelines()).extracting(StubPipeline::ref).containsExactly("v1", "main");
        assertThat(post(
                        TRIGGER,
                        "{\"token\":\"trigger-token\",\"ref\":\"main\",\"variables\":{\"B\":1}}",
                        Map.of("Content-Type", "application/json")))
                .isEqualTo("400 {\"message\":\"variables needs to be a map of key-valued strings\"}");
    }

    @Test
    void advancesAPipelineWithEachRead() throws IOException {
        JsonNode created = entity(post(TRIGGER, "token=trigger-token&ref=main", Map.of()));
        String path = "/api/v4/projects/group%2Fapp/pipelines/" + created.path("id");

        assertThat(created.path("status").asText()).isEqualTo("created");
        assertThat(created.path("web_url").asText()).isEqualTo(stub.url() + "/group/app/-/pipelines/1001");
        for (String status : List.of("pending", "running", "success", "success")) {
            JsonNode read = entity(get(path, Map.of("PRIVATE-TOKEN", "access-token")));
            assertThat(read.path("status").asText()).isEqualTo(status);
        }
        assertThat(get(path, Map.of("PRIVATE-TOKEN", "running-job"))).startsWith("401 ");
        assertThat(get(path, Map.of("JOB-TOKEN", "running-job")))
                .isEqualTo("404 {\"message\":\"404 Project Not Found\"}");
    }

    @Test
    void answersAThrottledRequestInPlainText() throws IOException {
        stub.fail(1, StubAnswer.throttled(7));

        HttpURLConnection connection =
                (HttpURLConnection) URI.create(stub.apiUrl()).toURL().openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(429);
        assertThat(connection.getHeaderField("Retry-After")).isEqualTo("7");
        assertThat(connection.getHeaderField("RateLimit-Reset")).isNotBlank();
        assertThat(connection.getContentType()).isEqualTo("text/plain");
        assertThat(connection.getErrorStream()).hasBinaryContent("Retry later\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void runsFromTheCommandLineAndShowsNoToken() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = List.of(
                "--port=0",
                "--root=/gitlab",
                "--project=group/app:trigger-token:v1",
                "--job-token=running-job",
                "--end=failed",
                "--ended-job-token=ended-job",
                "--access-token=access-token",
                "--delay=1",
                "--fail=1:throttle");
        try (GitLabStub alone = StubMain.start(arguments, new PrintStream(out, true))) {
            stub.close();
            stub = alone;
            post("/gitlab" + TRIGGER, "token=trigger-token&ref=v1&variables%5BA%5D=x", Map.of(), base(alone));
            post("/gitlab" + TRIGGER, "token=trigger-token&ref=v1&variables%5BA%5D=x", Map.of(), base(alone));
            post("/gitlab" + TRIGGER + "?token=trigger-token&ref=no", "", Map.of(), base(alone));

            assertThat(out.toString())
                    .startsWith("gitlabUrl: " + alone.url())
                    .contains(
                            "POST /gitlab" + TRIGGER + " token=*** ref=v1 variables[A]=x -> 429 Retry later",
                            "POST /gitlab" + TRIGGER + " token=*** ref=v1 variables[A]=x -> 201 {\"id\":1001,",
                            "ref=no (the token is in the query, where it is logged) -> 400 {\"message\"")
                    .doesNotContain("trigger-token");
        }
    }

    @Test
    void printsItsArguments() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(StubMain.start(List.of("--help"), new PrintStream(out, true)))
                .isNull();
        assertThat(out.toString())
                .startsWith("A stub of GitLab,")
                .contains("--project=group/app:TOKEN[:REF]")
                .doesNotContain("not a valid argument");
    }

    private static String base(GitLabStub where) {
        return where.url().replace("/gitlab", "");
    }

    private String post(String path, String body, Map<String, String> headers) throws IOException {
        return post(path, body, headers, stub.url());
    }

    private static String post(String path, String body, Map<String, String> headers, String base) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length());
        headers.forEach(connection::setRequestProperty);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        return answer(connection);
    }

    private String get(String path, Map<String, String> headers) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(stub.url() + path).toURL().openConnection();
        headers.forEach(connection::setRequestProperty);
        return answer(connection);
    }

    private static String answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return status + " " + (in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    private static JsonNode entity(String answer) throws IOException {
        return new ObjectMapper().readTree(answer.substring("201 ".length()));
    }
}

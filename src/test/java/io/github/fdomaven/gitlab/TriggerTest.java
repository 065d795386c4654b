package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.gitlab.stub.StubAnswer;
import io.github.fdomaven.gitlab.stub.StubPipeline;
import io.github.fdomaven.gitlab.stub.StubRequest;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTest extends GitLabTestCase {

    private static final String CHECK_REQUEST =
            "Check the ref, the variables, who may set variables of the project's pipelines (Settings, CI/CD), and when it"
                    + " lets pipelines run (workflow:rules).";
    private static final String CHECK_TOKEN =
            "Check the project and <gitlabUrl>, and that the token is a trigger token of that project, or the token of a"
                    + " running job that the project lets in (its Settings, CI/CD, Job token permissions).";

    @Test
    void aPipelineIsTriggered() {
        variables.put("SOMEVARIABLE", "some value & größe=5\nand a line");
        variables.put("FDO_POKE_CHAIN", "group/base,group/app");

        Triggered triggered = trigger();

        StubPipeline pipeline = stub.pipelines().get(0);
        assertThat(triggered)
                .isEqualTo(new Triggered.Created(
                        new Pipeline(1001, new PipelineStatus("created"), Optional.of(URI.create(pipeline.webUrl())))));
        assertThat(pipeline.project().path()).isEqualTo("group/app");
        assertThat(pipeline.ref()).isEqualTo("main");
        assertThat(pipeline.source()).isEqualTo("trigger");
        assertThat(pipeline.variables()).isEqualTo(variables);
    }

    @Test
    void aJobsTokenDoesToo() {
        stub.jobToken("job-token", true);

        assertThat(gitlab().trigger(wanted("1", "main", "job-token"))).isInstanceOf(Triggered.Created.class);
        assertThat(stub.pipelines())
                .singleElement()
                .extracting(StubPipeline::source)
                .isEqualTo("pipeline");
    }

    @Test
    void theTokenIsInTheBodyAndNowhereElse() {
        trigger();

        StubRequest request = stub.requests().get(0);
        assertThat(request.body()).isEqualTo("token=glptt-secret%2B1&ref=main");
        assertThat(request.query()).isEmpty();
        assertThat(request.path()).isEqualTo("/api/v4/projects/group%2Fapp/trigger/pipeline");
        assertThat(request.headers().toString()).doesNotContain("glptt", "Authorization");
        assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/api/v4", "/api/v4/"})
    void gitLabMayBeBelowAPath(String end) throws IOException {
        try (GitLabStub below = new GitLabStub(0, "/gitlab")) {
            below.project("group/app").token(TOKEN);

            assertThat(gitlab(below.url() + end).trigger(wanted())).isInstanceOf(Triggered.Created.class);
        }
    }

    @Test
    void aRefThatIsNotThere() {
        assertThat(gitlab().trigger(wanted("group/app", "maine", TOKEN)))
                .isEqualTo(new Triggered.Refused(request() + ": 400: base: Reference not found. " + CHECK_REQUEST));
    }

    @Test
    void rulesThatExcludeTriggers() {
        stub.project("group/closed").token("t0ken").excludeTriggers();

        assertThat(gitlab().trigger(wanted("group/closed", "main", "t0ken")))
                .isEqualTo(new Triggered.Refused(request().replace("app", "closed")
                        + ": 400: base: Pipeline filtered out by workflow rules. " + CHECK_REQUEST));
    }

    @Test
    void aTokenOrAProjectThatGitLabDoesNotKnow() {
        stub.project("group/other").token("other-token");

        assertThat(gitlab().trigger(wanted("group/app", "main", "other-token")))
                .isEqualTo(new Triggered.Refused(request() + ": 404 Not Found. " + CHECK_TOKEN));
        assertThat(gitlab().trigger(wanted("group/app", "main", ACCESS_TOKEN)))
                .isEqualTo(new Triggered.Refused(request() + ": 404 Not Found. " + CHECK_TOKEN));
        assertThat(gitlab().trigger(wanted("4711", "main", TOKEN)))
                .isEqualTo(new Triggered.Refused(
                        request().replace("group%2Fapp", "4711") + ": 404 Not Found. " + CHECK_TOKEN));
    }

    @Test
    void aJobThatRunsNoMore() {
        stub.jobToken("job-token", false);

        assertThat(gitlab().trigger(wanted("group/app", "main", "job-token")))
                .isEqualTo(new Triggered.Refused(request()
                        + ": 401: Unauthorized. Check the token: a job's token is valid only while the job runs."));
    }

    @Test
    void aCallThatIsForbidden() {
        stub.fail(1, StubAnswer.message(403, "403 Forbidden"));

        assertThat(trigger())
                .isEqualTo(new Triggered.Refused(request()
                        + ": 403 Forbidden. Check that whoever made the token may run pipelines of the project"
                        + " for this ref."));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws IOException {
        try (GitLabStub elsewhere = new GitLabStub()) {
            stub.fail(1, StubAnswer.redirect(status, elsewhere.url() + "/login?token=" + TOKEN));

            assertThat(trigger())
                    .isEqualTo(new Triggered.Refused(request() + ": " + status + ": it leads to " + elsewhere.url()
                            + "/login, and redirects are not followed. Set <gitlabUrl> (-Dfdo.gitlab.url) to where GitLab"
                            + " is."));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"http://gitlab.example.com:80", "http://0.0.0.0:8929/gitlab", "http://127.0.0.1.example.com"})
    void plainHttpIsRefusedBeforeAnythingIsSent(String url) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> gitlab(url))
                .withMessage("<gitlabUrl> (-Dfdo.gitlab.url) is " + url
                        + "/api/v4, which is plain HTTP: whoever listens on the way could read the tokens. Use https, or"
                        + " allow this by <insecureGitlab>true</insecureGitlab> (-Dfdo.gitlab.insecure=true).");
    }

    @Test
    void plainHttpCanBeAllowed() {
        // A name for this machine that is not taken for loopback.
        String url = stub.url().replace("127.0.0.1", "[::ffff:127.0.0.1]");
        HttpGitLab gitlab = new HttpGitLab(GitLabAddress.parse(url), true, secrets, new GitLabListener() {});

        assertThat(gitlab.trigger(wanted())).isInstanceOf(Triggered.Created.class);
    }

    @ParameterizedTest
    @CsvSource({"200, '{\"id\":1}'", "201, '{\"id\":1}'", "201, '{\"id\":'", "202, ok", "204, ''"})
    void anAnswerThatIsNotAPipelineLeavesItUnknown(int status, String content) {
        stub.fail(1, new StubAnswer(status, "application/json", content, Map.of()));

        assertThat(trigger())
                .isInstanceOfSatisfying(
                        Triggered.Unknown.class,
                        unknown -> assertThat(unknown.message())
                                .startsWith(request() + ": " + status + ": ")
                                .endsWith(
                                        " That is not a pipeline: check that <gitlabUrl> (-Dfdo.gitlab.url) leads to a GitLab, and look"
                                                + " whether it has a new pipeline."));
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void secretsInGitLabsWordsAreBlottedOut() {
        secrets.add("other-secret");
        stub.fail(1, StubAnswer.message(400, "bad " + TOKEN + " and other-secret"));

        assertThat(trigger()).isEqualTo(new Triggered.Refused(request() + ": 400: bad *** and ***. " + CHECK_REQUEST));
    }
}

package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.gitlab.stub.StubAnswer;
import io.github.fdomaven.gitlab.stub.StubPipeline;
import io.github.fdomaven.gitlab.stub.StubRequest;
import io.github.fdomaven.http.Proxies;
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
            "Check the ref, the variables, the project's workflow:rules, and who may set pipeline variables (Settings,"
                    + " CI/CD).";
    private static final String CHECK_TOKEN =
            "Check <gitlabUrl>, the project and the token: a trigger token of this project, or the token of a running job"
                    + " that the project allows (Settings, CI/CD, Job token permissions).";

    @Test
    void triggersAPipelineWithVariables() {
        variables.put("SOMEVARIABLE", "some value & größe=5\nand a line");
        variables.put("FDO_POKE_CHAIN", "group/base,group/app");

        TriggerResult result = trigger();

        StubPipeline pipeline = stub.pipelines().get(0);
        assertThat(result)
                .isEqualTo(new TriggerResult.Created(
                        new Pipeline(1001, "created", Optional.of(URI.create(pipeline.webUrl())))));
        assertThat(pipeline.project().path()).isEqualTo("group/app");
        assertThat(pipeline.ref()).isEqualTo("main");
        assertThat(pipeline.source()).isEqualTo("trigger");
        assertThat(pipeline.variables()).isEqualTo(variables);
    }

    @Test
    void triggersAPipelineWithTheTokenOfAJob() {
        stub.jobToken("job-token", true);

        assertThat(gitlab().trigger(triggerRequest("1", "main", "job-token")))
                .isInstanceOf(TriggerResult.Created.class);
        assertThat(stub.pipelines())
                .singleElement()
                .extracting(StubPipeline::source)
                .isEqualTo("pipeline");
    }

    @Test
    void sendsTheTokenInTheBodyOnly() {
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
    void acceptsAGitLabBelowAPath(String end) throws IOException {
        try (GitLabStub below = new GitLabStub(0, "/gitlab")) {
            below.project("group/app").token(TOKEN);

            assertThat(gitlab(below.url() + end).trigger(triggerRequest())).isInstanceOf(TriggerResult.Created.class);
        }
    }

    @Test
    void reportsAMissingRef() {
        assertThat(gitlab().trigger(triggerRequest("group/app", "maine", TOKEN)))
                .isEqualTo(new TriggerResult.Refused(request() + ": 400: base: Reference not found. " + CHECK_REQUEST));
    }

    @Test
    void reportsWorkflowRulesThatExcludeTriggers() {
        stub.project("group/closed").token("t0ken").excludeTriggers();

        assertThat(gitlab().trigger(triggerRequest("group/closed", "main", "t0ken")))
                .isEqualTo(new TriggerResult.Refused(request().replace("app", "closed")
                        + ": 400: base: Pipeline filtered out by workflow rules. " + CHECK_REQUEST));
    }

    @Test
    void reportsAnUnknownTokenOrProject() {
        stub.project("group/other").token("other-token");

        assertThat(gitlab().trigger(triggerRequest("group/app", "main", "other-token")))
                .isEqualTo(new TriggerResult.Refused(request() + ": 404 Not Found. " + CHECK_TOKEN));
        assertThat(gitlab().trigger(triggerRequest("group/app", "main", ACCESS_TOKEN)))
                .isEqualTo(new TriggerResult.Refused(request() + ": 404 Not Found. " + CHECK_TOKEN));
        assertThat(gitlab().trigger(triggerRequest("4711", "main", TOKEN)))
                .isEqualTo(new TriggerResult.Refused(
                        request().replace("group%2Fapp", "4711") + ": 404 Not Found. " + CHECK_TOKEN));
    }

    @Test
    void reportsTheTokenOfAnEndedJob() {
        stub.jobToken("job-token", false);

        assertThat(gitlab().trigger(triggerRequest("group/app", "main", "job-token")))
                .isEqualTo(new TriggerResult.Refused(request()
                        + ": 401 Unauthorized. Check the token. A job token is valid only while the job runs."));
    }

    @Test
    void reportsAForbiddenRequest() {
        stub.fail(1, StubAnswer.message(403, "403 Forbidden"));

        assertThat(trigger())
                .isEqualTo(new TriggerResult.Refused(request()
                        + ": 403 Forbidden. Check that the owner of the token may run pipelines of the project"
                        + " for this ref."));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void doesNotFollowARedirect(int status) throws IOException {
        try (GitLabStub elsewhere = new GitLabStub()) {
            stub.fail(1, StubAnswer.redirect(status, elsewhere.url() + "/login?token=" + TOKEN));

            assertThat(trigger())
                    .isEqualTo(new TriggerResult.Refused(request() + ": " + status + ": redirects to " + elsewhere.url()
                            + "/login. Redirects are not followed. Set <gitlabUrl> (-Dfdo.gitlab.url) to the address of"
                            + " GitLab itself."));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"http://gitlab.example.com:80", "http://0.0.0.0:8929/gitlab", "http://127.0.0.1.example.com"})
    void refusesPlainHttp(String url) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> gitlab(url))
                .withMessage("<gitlabUrl> (-Dfdo.gitlab.url) is " + url
                        + "/api/v4, which is plain HTTP and would send tokens unencrypted. Use https, or allow"
                        + " plain HTTP with <insecureGitlab>true</insecureGitlab> (-Dfdo.gitlab.insecure=true).");
    }

    @Test
    void allowsPlainHttpOnRequest() {
        // An address of this machine that is not recognized as loopback.
        String url = stub.url().replace("127.0.0.1", "[::ffff:127.0.0.1]");
        GitLab gitlab = new GitLab(GitLabAddress.parse(url), true, Proxies.none(), secrets, (problem, pause) -> {});

        assertThat(gitlab.trigger(triggerRequest())).isInstanceOf(TriggerResult.Created.class);
    }

    @ParameterizedTest
    @CsvSource({"200, '{\"id\":1}'", "201, '{\"id\":1}'", "201, '{\"id\":'", "202, ok", "204, ''"})
    void doesNotKnowWhetherThereIsAPipelineAfterAnInvalidResponse(int status, String content) {
        stub.fail(1, new StubAnswer(status, "application/json", content, Map.of()));

        assertThat(trigger())
                .isInstanceOfSatisfying(
                        TriggerResult.Unknown.class,
                        unknown -> assertThat(unknown.message())
                                .startsWith(request() + ": " + status + ": ")
                                .endsWith(
                                        "Check <gitlabUrl> (-Dfdo.gitlab.url), and whether there is a new pipeline, before"
                                                + " you run the goal again."));
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void masksSecretsInTheWordsOfGitLab() {
        secrets.add("other-secret");
        stub.fail(1, StubAnswer.message(400, "bad " + TOKEN + " and other-secret"));

        assertThat(trigger())
                .isEqualTo(new TriggerResult.Refused(request() + ": 400: bad *** and ***. " + CHECK_REQUEST));
    }
}

package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.gitlab.stub.StubAnswer;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineReadTest extends GitLabTestCase {

    private static final String CHECK_TOKEN =
            "Check that the access token is valid, has the scope read_api, and may read the project's pipelines";

    @BeforeEach
    void triggerPipeline() {
        trigger();
    }

    private Pipeline read(String token) {
        return gitlab().pipeline(new ProjectId("group/app"), 1001, GitLabToken.access(token));
    }

    private String readRequest() {
        return "GET " + stub.url() + "/api/v4/projects/group%2Fapp/pipelines/1001";
    }

    @Test
    void readsThePipelineWithTheTokenInAHeader() {
        assertThat(read(ACCESS_TOKEN).status()).isEqualTo("pending");
        assertThat(read(ACCESS_TOKEN).status()).isEqualTo("running");
        assertThat(read(ACCESS_TOKEN).status()).isEqualTo("success");
        assertThat(read(ACCESS_TOKEN).status()).isEqualTo("success");
        assertThat(stub.requests().get(1).header("PRIVATE-TOKEN")).isEqualTo(ACCESS_TOKEN);
        assertThat(stub.requests().get(1).query()).isEmpty();
    }

    @Test
    void namesTheNeededScopeIfGitLabRefusesTheToken() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(TOKEN))
                .withMessage(readRequest() + ": 401 Unauthorized. " + CHECK_TOKEN + ".");
        stub.fail(1, StubAnswer.message(404, "404 Project Not Found"));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(ACCESS_TOKEN))
                .withMessage(readRequest() + ": 404 Project Not Found. " + CHECK_TOKEN
                        + ", and that the pipeline was not deleted.");
    }

    @Test
    void refusesATriggerToken() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> gitlab().pipeline(new ProjectId("group/app"), 1001, GitLabToken.trigger(TOKEN)));
    }

    @Test
    void retriesThrottledRequestsAndServerErrors() {
        stub.fail(1, StubAnswer.throttled(7));
        stub.fail(2, StubAnswer.badGateway());

        assertThat(read(ACCESS_TOKEN).status()).isEqualTo("pending");
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(8L, 6L, 18L);
    }

    @Test
    void retriesABrokenConnection() {
        stub.fail(1, StubAnswer.dropped());

        assertThat(read(ACCESS_TOKEN).status()).isEqualTo("pending");
        assertThat(retries).singleElement().asString().startsWith(readRequest() + ": the connection broke: ");
    }

    @Test
    void failsAfterFiveBrokenConnections() {
        stub.fail(99, StubAnswer.dropped());

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> read(ACCESS_TOKEN))
                .withMessageStartingWith(readRequest() + ": the connection broke: ")
                .withMessageEndingWith(
                        " Tried 5 times. Check that " + host() + " is running and reachable from this" + " machine.")
                .withCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "<title>Welcome</title>, the response is not valid JSON: Welcome",
        "{}, the response is not a pipeline",
        "'{\"id\":1002,\"status\":\"running\"}', 'the response is another pipeline, 1002'"
    })
    void refusesAResponseThatIsNotThePipeline(String content, String problem) {
        stub.fail(1, new StubAnswer(200, "text/html", content, Map.of()));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> read(ACCESS_TOKEN))
                .withMessage(readRequest() + ": 200: " + problem
                        + ". Check that <gitlabUrl> (-Dfdo.gitlab.url) is the address of a GitLab.");
    }

    @Test
    void doesNotSendTheTokenToARedirectTarget() throws IOException {
        try (GitLabStub elsewhere = new GitLabStub()) {
            stub.fail(1, StubAnswer.redirect(302, elsewhere.url() + "/"));

            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(() -> read(ACCESS_TOKEN))
                    .withMessage(readRequest() + ": 302: redirects to " + elsewhere.url()
                            + "/. Redirects are not followed. Set <gitlabUrl> (-Dfdo.gitlab.url) to the address of GitLab"
                            + " itself.");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }
}

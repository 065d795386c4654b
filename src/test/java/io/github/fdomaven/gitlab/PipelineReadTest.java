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

class PipelineReadTest extends GitLabTestCase {

    private static final String CHECK =
            "Check that the access token is valid, has the scope read_api, and may read the pipelines of the project";

    @BeforeEach
    void triggerOne() {
        trigger();
    }

    private Pipeline read(String token) {
        return gitlab().pipeline(new ProjectId("group/app"), 1001, new AccessToken(token));
    }

    private String reading() {
        return "GET " + stub.url() + "/api/v4/projects/group%2Fapp/pipelines/1001";
    }

    @Test
    void aPipelineIsFollowed() {
        assertThat(read(ACCESS_TOKEN).status()).hasToString("pending");
        assertThat(read(ACCESS_TOKEN).status()).hasToString("running");
        assertThat(read(ACCESS_TOKEN).status()).hasToString("success");
        assertThat(read(ACCESS_TOKEN).status()).hasToString("success");
        assertThat(stub.requests().get(1).header("PRIVATE-TOKEN")).isEqualTo(ACCESS_TOKEN);
        assertThat(stub.requests().get(1).query()).isEmpty();
    }

    @Test
    void aTokenThatMayNot() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(TOKEN))
                .withMessage(reading() + ": 401 Unauthorized. " + CHECK + ".");
        stub.fail(1, StubAnswer.message(404, "404 Project Not Found"));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(ACCESS_TOKEN))
                .withMessage(
                        reading() + ": 404 Project Not Found. " + CHECK + ", and that the pipeline was not deleted.");
    }

    @Test
    void whatMayPassIsTriedAgain() {
        stub.fail(1, StubAnswer.throttled(7));
        stub.fail(2, StubAnswer.badGateway());

        assertThat(read(ACCESS_TOKEN).status()).hasToString("pending");
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(8L, 6L, 18L);
    }

    @Test
    void aConnectionThatBreaksIsMadeAgain() {
        // Java itself sends a GET a second time.
        stub.fail(2, StubAnswer.dropped());

        assertThat(read(ACCESS_TOKEN).status()).hasToString("pending");
        assertThat(retries).hasSize(1).allMatch(problem -> problem.startsWith(reading() + ": the connection broke: "));
    }

    @Test
    void whatDoesNotPass() {
        stub.fail(99, StubAnswer.dropped());

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> read(ACCESS_TOKEN))
                .withMessage(
                        reading() + ": the connection broke: Unexpected end of file from server. Tried 5 times. Check"
                                + " that " + host() + " runs and can be reached from here.")
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void anAnswerThatMakesNoSense() {
        stub.fail(1, new StubAnswer(200, "text/html", "<title>Welcome</title>", Map.of()));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> read(ACCESS_TOKEN))
                .withMessage(reading() + ": 200: Welcome. That is not a pipeline: check that <gitlabUrl>"
                        + " (-Dfdo.gitlab.url) leads to a GitLab.");
    }

    @Test
    void theTokenDoesNotFollowARedirect() throws IOException {
        try (GitLabStub elsewhere = new GitLabStub()) {
            stub.fail(1, StubAnswer.redirect(302, elsewhere.url() + "/"));

            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(() -> read(ACCESS_TOKEN))
                    .withMessage(
                            reading() + ": 302: it leads to " + elsewhere.url()
                                    + "/, and redirects are not followed. Set <gitlabUrl> (-Dfdo.gitlab.url) to where GitLab is.");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }
}

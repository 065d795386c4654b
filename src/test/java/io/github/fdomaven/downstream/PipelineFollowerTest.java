package io.github.fdomaven.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.TriggerResult;
import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.gitlab.stub.StubAnswer;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineFollowerTest {

    private static final String ACCESS_TOKEN = "glpat-secret+2";

    private final FakeTime time = new FakeTime();
    private final RecordingPokeLog log = new RecordingPokeLog();

    private GitLabStub stub;
    private GitLab gitlab;

    @BeforeEach
    void start() throws IOException {
        stub = new GitLabStub();
        stub.accessToken(ACCESS_TOKEN);
        gitlab = new GitLab(
                GitLabAddress.parse(stub.url()), false, Proxies.none(), new Secrets(), (problem, pause) -> {});
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    /** Pokes a new dependent, whose pipeline has the given statuses when it is read. The last status stays. */
    private Poke poke(String project, String... statuses) {
        String[] all = new String[statuses.length + 1];
        all[0] = "created";
        System.arraycopy(statuses, 0, all, 1, statuses.length);
        stub.project(project).token(Dependents.TOKEN).statuses(all);
        Dependent dependent = Dependents.of(project);
        TriggerResult result = gitlab.trigger(dependent.triggerRequest(PokeChain.EMPTY));
        return Poke.of(dependent, result);
    }

    private List<FollowedPipeline> follow(Optional<Duration> timeout, Poke... pokes) {
        return new PipelineFollower(gitlab, GitLabToken.access(ACCESS_TOKEN), log, 8, timeout, time)
                .follow(List.of(pokes));
    }

    private Optional<FdoException> failure(Poke... pokes) {
        return FollowedPipeline.failure(follow(Optional.empty(), pokes));
    }

    private void refuseReading(String project, StubAnswer answer) {
        stub.fail("GET /api/v4/projects/" + project.replace("/", "%2F") + "/pipelines/", 1, answer);
    }

    @Test
    void followsPipelinesUntilTheyEnd() {
        Poke app = poke("group/app", "pending", "running", "success");
        Poke other = poke("group/other", "running", "skipped");
        Poke loop = Dependents.notPoked("group/no", Poke.Outcome.LOOP, "a → b → a");

        List<FollowedPipeline> followed = follow(Optional.empty(), app, loop, other);

        assertThat(FollowedPipeline.failure(followed)).isEmpty();
        assertThat(followed).extracting(FollowedPipeline::poke).containsExactly(app, other);
        assertThat(log.events())
                .containsExactly(
                        "following 2",
                        "waiting {pending=1, running=1}",
                        "group/other (main) ended: skipped",
                        "waiting {running=1}",
                        "group/app (main) ended: success");
    }

    @Test
    void waitsWithGrowingPauses() {
        Poke app = poke(
                "group/app",
                "running",
                "running",
                "running",
                "running",
                "running",
                "running",
                "running",
                "running",
                "manual");

        assertThat(failure(app)).isEmpty();
        assertThat(time.pauses())
                .extracting(Duration::toMillis)
                .containsExactly(3000L, 4500L, 6750L, 10125L, 15187L, 22781L, 30000L, 30000L, 30000L);
    }

    @Test
    void namesAFailedPipelineWithItsPage() {
        Poke app = poke("group/app", "failed");
        Poke other = poke("group/other", "success");

        assertThat(failure(app, other))
                .get()
                .isInstanceOf(FixableException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("1 of 2 pipelines of dependents did not succeed or could not be followed:\n"
                        + "  group/app (main): pipeline 1001 ended with status failed: " + stub.url()
                        + "/group/app/-/pipelines/1001");
    }

    @Test
    void followsTheOtherPipelinesIfOneCannotBeRead() {
        Poke app = poke("group/app", "running");
        Poke other = poke("group/other", "running", "canceled");
        refuseReading("group/app", StubAnswer.message(403, "403 Forbidden"));

        List<FollowedPipeline> followed = follow(Optional.empty(), app, other);

        assertThat(followed)
                .extracting(pipeline -> pipeline.error().isPresent())
                .containsExactly(true, false);
        assertThat(FollowedPipeline.failure(followed).orElseThrow())
                .isInstanceOf(FixableException.class)
                .hasMessageContainingAll(
                        "2 of 2",
                        "\n  group/app (main): GET ",
                        "403 Forbidden",
                        "\n  group/other (main): pipeline 1002 ended with status canceled");
        assertThat(log.events()).anyMatch(event -> event.startsWith("group/app (main) lost: GET "));
    }

    @Test
    void anInvalidResponseIsNotForTheUserToFix() {
        Poke app = poke("group/app", "running");
        refuseReading("group/app", StubAnswer.json(200, List.of()));

        assertThat(failure(app)).get().isInstanceOf(EnvironmentException.class);
    }

    @Test
    void stopsWaitingAfterTheTimeout() {
        Poke app = poke("group/app", "running");

        List<FollowedPipeline> followed = follow(Optional.of(Duration.ofSeconds(10)), app);

        assertThat(FollowedPipeline.failure(followed).orElseThrow())
                .isInstanceOf(FixableException.class)
                .hasMessageEndingWith("\n  group/app (main): pipeline 1001 had not ended after 10 s: " + stub.url()
                        + "/group/app/-/pipelines/1001");
        assertThat(time.pauses()).extracting(Duration::toMillis).containsExactly(3000L, 4500L, 2500L);
    }

    @Test
    void logsNothingWithoutPipelines() {
        assertThat(follow(Optional.empty())).isEmpty();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void stopsIfInterrupted() {
        Poke app = poke("group/app", "running");
        time.interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> follow(Optional.empty(), app))
                .withMessageStartingWith("Interrupted while waiting for the pipelines of dependents.");
        assertThat(Thread.interrupted()).isTrue();
    }
}

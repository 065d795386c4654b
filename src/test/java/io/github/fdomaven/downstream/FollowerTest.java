package io.github.fdomaven.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.AccessToken;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.gitlab.PipelineStatus;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.TriggerRequest;
import io.github.fdomaven.gitlab.Triggered;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private final FakeTime time = new FakeTime();
    private final RecordingPokeLog log = new RecordingPokeLog();
    private final Map<Long, Deque<String>> statuses = new HashMap<>();
    private final Poke app = Dependents.poked("group/app", 7);
    private final Poke other = Dependents.poked("group/other", 8);

    /** Goes through the statuses, and stays at the last. A status with a capital is a failure. */
    private final class Scripted implements GitLab {

        @Override
        public Triggered trigger(TriggerRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Pipeline pipeline(ProjectId project, long id, AccessToken token) {
            Deque<String> words = statuses.get(id);
            String status = words.size() > 1 ? words.pop() : words.peek();
            if (status.startsWith("Environment")) {
                throw new EnvironmentException(status);
            }
            if (status.startsWith("Fixable")) {
                throw new FixableException(status);
            }
            return new Pipeline(
                    id, new PipelineStatus(status), app.pipeline().orElseThrow().webUrl());
        }
    }

    private Endings follow(Optional<Duration> limit, Poke... pokes) {
        return new Follower(new Scripted(), new AccessToken("glpat-1"), log, 8, limit, time).follow(List.of(pokes));
    }

    private void script(long id, String... words) {
        statuses.put(id, new ArrayDeque<>(List.of(words)));
    }

    @Test
    void pipelinesAreFollowedUntilTheyEnd() {
        script(7, "pending", "running", "success");
        script(8, "running", "skipped");

        Endings endings =
                follow(Optional.empty(), app, Dependents.not("group/no", PokeOutcome.LOOP, "a → b → a"), other);

        assertThat(endings.failure()).isEmpty();
        assertThat(endings.endings()).extracting(Ending::poke).containsExactly(app, other);
        assertThat(log.events())
                .containsExactly(
                        "following 2",
                        "waiting {pending=1, running=1}",
                        "group/other (main) ended: skipped",
                        "waiting {running=1}",
                        "group/app (main) ended: success");
    }

    @Test
    void thePausesGrow() {
        script(7, "running", "running", "running", "running", "running", "running", "running", "running", "manual");

        assertThat(follow(Optional.empty(), app).failure()).isEmpty();
        assertThat(time.pauses())
                .extracting(Duration::toMillis)
                .containsExactly(3000L, 4500L, 6750L, 10125L, 15187L, 22781L, 30000L, 30000L, 30000L);
    }

    @Test
    void oneThatFailedIsNamedWithItsAddress() {
        script(7, "failed");
        script(8, "success");

        assertThat(follow(Optional.empty(), app, other).failure())
                .get()
                .isInstanceOf(FixableException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo(
                        "1 of 2 pipelines of dependents did not succeed, or could not be followed:\n  group/app (main): pipeline 7 has ended as failed:"
                                + " https://gitlab.example.com/group/app/-/pipelines/7");
    }

    @Test
    void oneThatIsLostSightOfDoesNotKeepTheOthersFromBeingFollowed() {
        script(7, "Environment: no answer.");
        script(8, "running", "canceled");

        Endings endings = follow(Optional.empty(), app, other);

        assertThat(endings.endings()).hasExactlyElementsOfTypes(Ending.Lost.class, Ending.Ended.class);
        assertThat(endings.failure())
                .get()
                .isInstanceOf(FixableException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains(
                        "2 of 2",
                        "\n  group/app (main): Environment: no answer.\n",
                        "pipeline 8 has ended as canceled");
        assertThat(log.events()).contains("group/app (main) lost: Environment: no answer.");
    }

    @Test
    void theKindOfFailureIsThatOfWhatFailed() {
        script(7, "Environment");
        assertThat(follow(Optional.empty(), app).failure()).get().isInstanceOf(EnvironmentException.class);

        script(7, "Fixable");
        assertThat(follow(Optional.empty(), app).failure()).get().isInstanceOf(FixableException.class);
    }

    @Test
    void waitingMayBeLimited() {
        script(7, "running");

        assertThat(follow(Optional.of(Duration.ofSeconds(10)), app).failure())
                .get()
                .isInstanceOf(FixableException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo(
                        "1 of 1 pipelines of dependents did not succeed, or could not be followed:\n  group/app (main): pipeline 7 had not ended"
                                + " after 10 s: https://gitlab.example.com/group/app/-/pipelines/7");
        assertThat(time.pauses()).extracting(Duration::toMillis).containsExactly(3000L, 4500L, 2500L);
    }

    @Test
    void whereThereIsNothingToFollowNothingIsSaid() {
        assertThat(follow(Optional.empty()).endings()).isEmpty();
        assertThat(log.events()).isEmpty();
    }

    @Test
    void whoIsInterruptedWaitsNoMore() {
        time.interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> follow(Optional.empty(), app))
                .withMessage("Interrupted while waiting for the pipelines of dependents. They go on.");
        assertThat(Thread.interrupted()).isTrue();
    }
}

package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Follows the pipelines of dependents until they end. */
public final class PipelineFollower {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(3);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    private final GitLab gitlab;
    private final GitLabToken token;
    private final PokeLog log;
    private final Parallel parallel;
    private final Optional<Duration> timeout;
    private final Time time;

    /**
     * Creates a follower.
     *
     * @param token an access token that may read the pipelines
     * @param parallelism the number of pipelines that are read in parallel
     * @param timeout the longest time for all pipelines together
     */
    public PipelineFollower(
            GitLab gitlab, GitLabToken token, PokeLog log, int parallelism, Optional<Duration> timeout) {
        this(gitlab, token, log, parallelism, timeout, Time.real());
    }

    PipelineFollower(
            GitLab gitlab, GitLabToken token, PokeLog log, int parallelism, Optional<Duration> timeout, Time time) {
        this.gitlab = gitlab;
        this.token = token;
        this.log = log;
        this.parallel = new Parallel(parallelism);
        this.timeout = timeout;
        this.time = time;
    }

    /** The state of a pipeline: its status if it goes on, else its end. */
    private record State(Poke poke, Optional<String> status, Optional<FollowedPipeline> end) {}

    /** Waits for the end of all pipelines of the pokes. A pipeline that cannot be read does not affect the others. */
    public List<FollowedPipeline> follow(List<Poke> pokes) {
        List<Poke> all =
                pokes.stream().filter(poke -> poke.pipeline().isPresent()).toList();
        if (!all.isEmpty()) {
            log.following(all);
        }
        Instant deadline = timeout.map(time.now()::plus).orElse(Instant.MAX);
        Map<Poke, FollowedPipeline> ended = new HashMap<>();
        List<Poke> running = all;
        Duration pause = FIRST_PAUSE;
        while (!running.isEmpty() && time.now().isBefore(deadline)) {
            sleep(min(pause, Duration.between(time.now(), deadline)));
            pause = min(pause.multipliedBy(3).dividedBy(2), MAX_PAUSE);
            running = update(running, ended);
        }
        running.forEach(poke -> ended.put(poke, logged(new FollowedPipeline.Lost(poke, timeoutException(poke)))));
        return all.stream().map(ended::get).toList();
    }

    /** Reads the pipelines, and returns those that are still running. */
    private List<Poke> update(List<Poke> running, Map<Poke, FollowedPipeline> ended) {
        List<State> states = parallel.map(running, this::read);
        states.forEach(state -> state.end().ifPresent(end -> ended.put(state.poke(), logged(end))));
        List<State> left =
                states.stream().filter(state -> state.end().isEmpty()).toList();
        if (!left.isEmpty()) {
            log.waiting(left.stream()
                    .flatMap(state -> state.status().stream())
                    .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting())));
        }
        return left.stream().map(State::poke).toList();
    }

    private State read(Poke poke) {
        long id = poke.pipeline().orElseThrow().id();
        try {
            Pipeline pipeline = gitlab.pipeline(poke.dependent().project(), id, token);
            return pipeline.hasEnded()
                    ? new State(poke, Optional.empty(), Optional.of(new FollowedPipeline.Ended(poke, pipeline)))
                    : new State(poke, Optional.of(pipeline.status()), Optional.empty());
        } catch (FdoException e) {
            return new State(poke, Optional.empty(), Optional.of(new FollowedPipeline.Lost(poke, e)));
        }
    }

    private FollowedPipeline logged(FollowedPipeline followed) {
        if (followed instanceof FollowedPipeline.Ended ended) {
            log.ended(ended.poke(), ended.pipeline());
        } else if (followed instanceof FollowedPipeline.Lost lost) {
            log.lost(lost.poke(), lost.cause());
        }
        return followed;
    }

    private FixableException timeoutException(Poke poke) {
        Pipeline pipeline = poke.pipeline().orElseThrow();
        return new FixableException("pipeline " + pipeline.id() + " had not ended after "
                + timeout.orElseThrow().toSeconds() + " s"
                + pipeline.webUrl().map(url -> ": " + url).orElse(""));
    }

    private void sleep(Duration pause) {
        try {
            time.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException(
                    "Interrupted while waiting for the pipelines of dependents. The pipelines go on.", e);
        }
    }

    private static Duration min(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }
}

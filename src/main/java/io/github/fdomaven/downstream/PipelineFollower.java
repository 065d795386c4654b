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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        running.forEach(poke -> end(lost(poke, timeoutException(poke)), ended));
        return all.stream().map(ended::get).toList();
    }

    /** Reads the pipelines, and returns those that are still running. */
    private List<Poke> update(List<Poke> running, Map<Poke, FollowedPipeline> ended) {
        List<Poke> left = new ArrayList<>();
        Map<String, Long> statuses = new TreeMap<>();
        for (FollowedPipeline followed : parallel.map(running, this::read)) {
            if (followed.hasEnded()) {
                end(followed, ended);
            } else {
                left.add(followed.poke());
                statuses.merge(followed.pipeline().status(), 1L, Long::sum);
            }
        }
        if (!left.isEmpty()) {
            log.waiting(statuses);
        }
        return left;
    }

    private FollowedPipeline read(Poke poke) {
        long id = poke.pipeline().orElseThrow().id();
        try {
            Pipeline pipeline = gitlab.pipeline(poke.dependent().project(), id, token);
            return new FollowedPipeline(poke, pipeline, Optional.empty());
        } catch (FdoException e) {
            return lost(poke, e);
        }
    }

    private static FollowedPipeline lost(Poke poke, FdoException cause) {
        return new FollowedPipeline(poke, poke.pipeline().orElseThrow(), Optional.of(cause));
    }

    private void end(FollowedPipeline followed, Map<Poke, FollowedPipeline> ended) {
        followed.error()
                .ifPresentOrElse(
                        error -> log.lost(followed.poke(), error),
                        () -> log.ended(followed.poke(), followed.pipeline()));
        ended.put(followed.poke(), followed);
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

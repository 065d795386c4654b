package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.AccessToken;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.gitlab.PipelineStatus;
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

/** Follows the pipelines that came of pokes until they end. */
public final class Follower {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final GitLab gitlab;
    private final AccessToken token;
    private final PokeLog log;
    private final Parallel parallel;
    private final Optional<Duration> limit;
    private final Time time;

    /**
     * Creates it.
     *
     * @param gitlab who is asked
     * @param token what lets us: a trigger token does not
     * @param log is told what happens
     * @param parallelism how many are asked for at a time
     * @param limit the longest that all of them may take, if that is limited
     * @throws IllegalArgumentException if none may be asked for
     */
    public Follower(GitLab gitlab, AccessToken token, PokeLog log, int parallelism, Optional<Duration> limit) {
        this(gitlab, token, log, parallelism, limit, Time.real());
    }

    Follower(GitLab gitlab, AccessToken token, PokeLog log, int parallelism, Optional<Duration> limit, Time time) {
        this.gitlab = gitlab;
        this.token = token;
        this.log = log;
        this.parallel = new Parallel(parallelism);
        this.limit = limit;
        this.time = time;
    }

    /**
     * Waits until all have ended. One that is lost sight of does not keep the others from being followed.
     *
     * @param pokes what became of the pokes; those without a pipeline are passed over
     * @return how it ended with each pipeline
     */
    public Endings follow(List<Poke> pokes) {
        List<Poke> all =
                pokes.stream().filter(poke -> poke.pipeline().isPresent()).toList();
        if (!all.isEmpty()) {
            log.following(all);
        }
        Instant end = limit.map(time.now()::plus).orElse(Instant.MAX);
        Map<Poke, Ending> endings = new HashMap<>();
        List<Poke> going = all;
        Duration pause = FIRST_PAUSE;
        while (!going.isEmpty() && time.now().isBefore(end)) {
            sleep(shorter(pause, Duration.between(time.now(), end)));
            pause = shorter(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
            going = look(going, endings);
        }
        going.forEach(poke -> endings.put(poke, noted(new Ending.Lost(poke, late(poke)))));
        return new Endings(all.stream().map(endings::get).toList());
    }

    /** How a pipeline is, and that it ended, if it did. */
    private record Look(Poke poke, Optional<PipelineStatus> status, Optional<Ending> ending) {}

    /** Looks at all that go on, and gives those that still do. */
    private List<Poke> look(List<Poke> going, Map<Poke, Ending> endings) {
        List<Look> looks = parallel.map(going, this::look);
        looks.forEach(look -> look.ending().ifPresent(ending -> endings.put(look.poke(), noted(ending))));
        List<Look> left = looks.stream().filter(look -> look.ending().isEmpty()).toList();
        if (!left.isEmpty()) {
            log.waiting(left.stream()
                    .flatMap(look -> look.status().stream())
                    .collect(Collectors.groupingBy(PipelineStatus::name, TreeMap::new, Collectors.counting())));
        }
        return left.stream().map(Look::poke).toList();
    }

    private Look look(Poke poke) {
        long id = poke.pipeline().orElseThrow().id();
        try {
            Pipeline pipeline = gitlab.pipeline(poke.dependent().project(), id, token);
            Optional<Ending> ending =
                    pipeline.status().isEnd() ? Optional.of(new Ending.Ended(poke, pipeline)) : Optional.empty();
            return new Look(poke, Optional.of(pipeline.status()), ending);
        } catch (FdoException e) {
            return new Look(poke, Optional.empty(), Optional.of(new Ending.Lost(poke, e)));
        }
    }

    private Ending noted(Ending ending) {
        if (ending instanceof Ending.Ended ended) {
            log.ended(ended.poke(), ended.pipeline());
        } else {
            log.lost(ending.poke(), ((Ending.Lost) ending).problem());
        }
        return ending;
    }

    private FixableException late(Poke poke) {
        Pipeline pipeline = poke.pipeline().orElseThrow();
        return new FixableException("pipeline " + pipeline.id() + " had not ended after "
                + limit.orElseThrow().toSeconds() + " s"
                + pipeline.webUrl().map(url -> ": " + url).orElse(""));
    }

    private void sleep(Duration pause) {
        try {
            time.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while waiting for the pipelines of dependents. They go on.", e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

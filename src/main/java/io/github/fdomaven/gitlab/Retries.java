package io.github.fdomaven.gitlab;

import io.github.fdomaven.http.RetryAfter;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.support.EnvironmentException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tries again what may pass, five times within two minutes, unless the request may have been received and must not be
 * received twice.
 */
final class Retries {

    private static final int MOST = 5;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    /** All pauses together outlast GitLab's limits, which are per minute. */
    private static final int GROWTH = 3;

    private final Time time;
    private final Advice advice;
    private final GitLabListener listener;

    Retries(Time time, Advice advice, GitLabListener listener) {
        this.time = time;
        this.advice = advice;
        this.listener = listener;
    }

    /** The last reply, and how many there were. */
    record Result(Reply reply, int tries) {}

    Result run(Request request, Supplier<Reply> attempt) {
        Instant end = time.now().plus(LIMIT);
        for (int tries = 1; ; tries++) {
            Reply reply = attempt.get();
            Instant now = time.now();
            if (tries == MOST || !isTemporary(request, reply) || !now.isBefore(end)) {
                return new Result(reply, tries);
            }
            Duration left = Duration.between(now, end);
            Optional<Duration> wanted = wanted(reply, now);
            if (wanted.filter(pause -> pause.compareTo(left) > 0).isPresent()) {
                return new Result(reply, tries);
            }
            pause(advice.sentence(request, reply), shorter(pause(wanted, tries), left));
        }
    }

    private static boolean isTemporary(Request request, Reply reply) {
        if (reply instanceof Reply.Answer answer) {
            return answer.isThrottle()
                    || answer.isServerError() && (request.isRepeatable() || !answer.isUnsure())
                    || request.isRepeatable() && answer.isSuccess() && !answer.complete();
        }
        return reply instanceof Reply.NotSent notSent ? notSent.isTemporary() : request.isRepeatable();
    }

    private void pause(String problem, Duration pause) {
        listener.retrying(problem, pause);
        try {
            time.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted before another try: " + problem, e);
        }
    }

    /** Not sooner than GitLab wants, nor all of a fan-out at the same moment. */
    private Duration pause(Optional<Duration> wanted, int tries) {
        long growing = FIRST_PAUSE.toMillis() * (long) Math.pow(GROWTH, tries - 1.0);
        Duration own = Duration.ofMillis((long) (growing * (0.5 + time.random())));
        Duration late = Duration.ofMillis((long) (FIRST_PAUSE.toMillis() * time.random()));
        return wanted.map(least -> least.plus(late))
                .filter(pause -> pause.compareTo(own) > 0)
                .orElse(own);
    }

    private static Optional<Duration> wanted(Reply reply, Instant now) {
        return reply instanceof Reply.Answer answer
                ? answer.retryAfter().flatMap(text -> RetryAfter.parse(text, now))
                : Optional.empty();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

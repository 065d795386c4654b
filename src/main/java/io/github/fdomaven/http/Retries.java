package io.github.fdomaven.http;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Predicate;

/** Sends requests again after temporary failures, with growing pauses. */
public final class Retries {

    /** The longest time for all attempts, if the server itself wants long pauses. Many servers count requests per minute. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Policy policy;
    private final Time time;
    private final Secrets secrets;
    private final Listener listener;

    /**
     * Creates the retries.
     *
     * @param secrets removed from what the listener receives
     */
    public Retries(Policy policy, Time time, Secrets secrets, Listener listener) {
        this.policy = policy;
        this.time = time;
        this.secrets = secrets;
        this.listener = listener;
    }

    /**
     * When a failed request is sent again.
     *
     * @param attempts the greatest number of attempts
     * @param limit the time after which no attempt begins, without the pauses that the server wants
     * @param firstPause the average pause before the second attempt
     * @param growth the factor by which each pause is longer than the previous pause
     * @param retryable the failures after which another attempt may succeed
     */
    public record Policy(
            int attempts, Duration limit, Duration firstPause, int growth, Predicate<HttpException> retryable) {

        /** A request that may have been received is sent again only if it is repeatable. */
        boolean allowsRetry(HttpException problem) {
            return !problem.isGivenUp()
                    && retryable.test(problem)
                    && (problem.request().repeatable() || !problem.isAmbiguous());
        }
    }

    /** Receives retries. Any thread that sends a request calls it. */
    @FunctionalInterface
    public interface Listener {

        /** A request failed and is sent again after a pause. The problem is in one line without secrets. */
        void retrying(String problem, Duration pause);
    }

    /** One attempt, which can be repeated. */
    @FunctionalInterface
    public interface Attempt<T> {

        /** Sends the request. */
        T run() throws HttpException;
    }

    /** Runs an attempt until it succeeds or the policy is exhausted. */
    public <T> T run(Attempt<T> attempt) throws HttpException {
        return run(attempt, Optional.of(time.now()));
    }

    /** Runs an attempt that can take longer than the policy's limit: the limit begins with the first failure. */
    public <T> T runTransfer(Attempt<T> attempt) throws HttpException {
        return run(attempt, Optional.empty());
    }

    private <T> T run(Attempt<T> attempt, Optional<Instant> begin) throws HttpException {
        Optional<Instant> start = begin;
        Duration waited = Duration.ZERO;
        for (int attempts = 1; ; attempts++) {
            try {
                return attempt.run();
            } catch (HttpException e) {
                Instant now = time.now();
                start = Optional.of(start.orElse(now));
                Optional<Duration> wanted = wanted(e, now);
                Duration spent = Duration.between(start.get(), now);
                Optional<Duration> pause = policy.allowsRetry(e) && attempts < policy.attempts()
                        ? pause(attempts, wanted, left(wanted, spent, waited))
                        : Optional.empty();
                if (pause.isEmpty()) {
                    e.giveUp(attempts);
                    throw e;
                }
                sleep(e, pause.get());
                waited = wanted.isPresent() ? waited.plus(pause.get()) : waited;
            }
        }
    }

    /** The time until the last attempt. A pause that the server wants does not count, up to the longest time. */
    private Duration left(Optional<Duration> wanted, Duration spent, Duration waited) {
        Duration limit = wanted.isPresent() ? LONGEST : policy.limit().plus(waited);
        Duration longest = policy.limit().compareTo(LONGEST) > 0 ? policy.limit() : LONGEST;
        return (limit.compareTo(longest) < 0 ? limit : longest).minus(spent);
    }

    /**
     * Returns the pause before the next attempt; empty if no time is left, or if the server wants a longer pause than the time
     * left.
     */
    private Optional<Duration> pause(int attempts, Optional<Duration> wanted, Duration left) {
        if (left.isZero()
                || left.isNegative()
                || wanted.filter(pause -> pause.compareTo(left) > 0).isPresent()) {
            return Optional.empty();
        }
        long growing = policy.firstPause().toMillis() * (long) Math.pow(policy.growth(), attempts - 1.0);
        Duration own = Duration.ofMillis((long) (growing * (0.5 + time.random())));
        // Several clients that were refused at the same time must not try again at the same time.
        Duration jitter = Duration.ofMillis((long) (policy.firstPause().toMillis() * time.random()));
        Duration pause = wanted.map(least -> least.plus(jitter))
                .filter(server -> server.compareTo(own) > 0)
                .orElse(own);
        return Optional.of(pause.compareTo(left) < 0 ? pause : left);
    }

    /** The Retry-After header: seconds or a date (RFC 9110, section 10.2.3). */
    private static Optional<Duration> wanted(HttpException problem, Instant now) {
        Optional<String> header = problem instanceof StatusException status ? status.retryAfter() : Optional.empty();
        return header.flatMap(text -> {
            try {
                if (text.matches("[0-9]{1,15}")) {
                    return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
                }
                ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
                return Optional.of(Duration.between(now, date.toInstant()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private void sleep(HttpException problem, Duration pause) {
        listener.retrying(problem.describe(secrets), pause);
        try {
            time.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted before another attempt: " + problem.describe(secrets), e);
        }
    }
}

package io.github.fdomaven.http;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * When a failed request is sent again.
 *
 * @param attempts the greatest number of attempts
 * @param limit the time after which no attempt begins
 * @param firstPause the average pause before the second attempt
 * @param growth the factor by which each pause is longer than the one before
 * @param retryable the failures after which another attempt may succeed
 */
public record RetryPolicy(
        int attempts, Duration limit, Duration firstPause, int growth, Predicate<HttpException> retryable) {

    /** A request that may have been received is sent again only if it is repeatable. */
    boolean allowsRetry(HttpException problem) {
        return retryable.test(problem) && (problem.request().repeatable() || !problem.isAmbiguous());
    }
}

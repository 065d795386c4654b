package io.github.fdomaven.http;

import java.time.Duration;

/**
 * The time limits of each request. Without them, a server that sends a byte now and then would stop a build for ever.
 *
 * @param connect how long the connection may take
 * @param response how long the beginning of an answer, or the next part of it, may take to arrive
 * @param answer how long the whole answer may take, from the end of the request; for a slow request it
 *     takes the place of {@code response} until the first byte arrives
 * @param window how long a body of any length may take to move the least number of bytes: a layer may be large and the
 *     network slow, so that only a body that almost stops is an error
 * @param windowBytes the least number of bytes
 */
public record TimeLimits(Duration connect, Duration response, Duration answer, Duration window, long windowBytes) {

    private static final Duration REST_OF_ANSWER = Duration.ofMinutes(2);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long WINDOW_BYTES = 64L * 1024;
    private static final int VERY_SLOW = 12;

    /** {@return limits with the default limits for the whole answer and for long bodies} */
    public static TimeLimits of(Duration connect, Duration response) {
        return new TimeLimits(connect, response, response.plus(REST_OF_ANSWER), WINDOW, WINDOW_BYTES);
    }

    /** How long the whole answer to a request may take: half an hour for the slowest requests, with the default limits. */
    Duration answer(HttpRequest.Pace pace) {
        return pace == HttpRequest.Pace.VERY_SLOW ? answer.multipliedBy(VERY_SLOW) : answer;
    }

    TransferLimit forAnswer() {
        return TransferLimit.total(answer);
    }

    TransferLimit forBody() {
        return TransferLimit.rate(window, windowBytes);
    }
}

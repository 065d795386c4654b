package io.github.fdomaven.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header by which a server says when it wants to be asked again: RFC 9110, section 10.2.3. */
public final class RetryAfter {

    /** The header's name. */
    public static final String HEADER = "Retry-After";

    private RetryAfter() {}

    /**
     * Reads it.
     *
     * @param text seconds, or a date
     * @param now the time
     * @return how long that is from now, or nothing if it is neither
     */
    public static Optional<Duration> parse(String text, Instant now) {
        try {
            if (text.matches("[0-9]{1,15}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, date.toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

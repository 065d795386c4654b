package io.github.fdomaven.support;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them: a whole number and one of the letters m, h, d and w. */
public final class DurationFormat {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([mhdw])");

    private static final Map<String, Duration> UNITS = Map.of(
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1),
            "w", Duration.ofDays(7));

    private DurationFormat() {}

    /**
     * {@return the duration of a text such as {@code 90m}, {@code 1h}, {@code 2d} or {@code 3w}}
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a duration: write a whole number and one of the"
                    + " units m, h, d, w without a space, as in 90m, 1h, 2d or 3w.");
        }
        return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    }
}

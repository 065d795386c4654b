package io.github.fdomaven.definition;

import io.github.fdomaven.support.DurationFormat;
import java.time.Duration;

/**
 * How long an image is kept: the value of the label {@code fdo.expires-after}.
 *
 * @param text the duration as it is written, such as {@code 2d}
 */
public record Lifetime(String text, Duration duration) {

    /**
     * {@return a lifetime such as {@code 90m}, {@code 1h}, {@code 2d} or {@code 3w}}
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Lifetime parse(String text) {
        return new Lifetime(text, DurationFormat.parse(text));
    }

    @Override
    public String toString() {
        return text;
    }
}

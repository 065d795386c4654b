package io.github.fdomaven.gitlab;

import io.github.fdomaven.support.OneLine;
import java.util.regex.Pattern;

/**
 * The branch or tag that a pipeline runs for.
 *
 * @param value the name of the branch or tag
 */
public record Ref(String value) {

    /** Characters and sequences that git-check-ref-format(1) refuses. */
    private static final Pattern INVALID =
            Pattern.compile("[\\p{Cntrl}\\s~^:?*\\[\\\\]|\\.\\.|@\\{|//|^[-/.]|/\\.|[/.]$|\\.lock(?:/|$)|^@$");

    private static final int MAX_LENGTH = 255;

    public Ref {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || INVALID.matcher(value).find()) {
            throw new IllegalArgumentException(OneLine.quote(value)
                    + " is not a valid name of a branch or tag in git. Examples are main and v1.0.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

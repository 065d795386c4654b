package io.github.fdomaven.gitlab;

import java.util.regex.Pattern;

/**
 * The branch or tag that a pipeline runs for.
 *
 * @param value its name
 */
public record Ref(String value) {

    /** What git-check-ref-format(1) refuses. */
    private static final Pattern REFUSED =
            Pattern.compile("[\\p{Cntrl}\\s~^:?*\\[\\\\]|\\.\\.|@\\{|//|^[-/.]|/\\.|[/.]$|\\.lock(?:/|$)|^@$");

    private static final int LONGEST = 255;

    /**
     * Makes sure that it is a name that git takes.
     *
     * @param value its name
     * @throws IllegalArgumentException if git takes no such name
     */
    public Ref {
        if (value.isEmpty()
                || value.length() > LONGEST
                || REFUSED.matcher(value).find()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not the name of a branch or tag: valid is what git takes, as in main or v1.0.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.Glob;
import java.util.regex.Pattern;

/**
 * A pattern for tags.
 *
 * @param glob the pattern, with {@code *} for any characters and {@code ?} for one character
 */
public record TagPattern(String glob) {

    /** A pattern with any other character, such as a comma, matches no tag. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.*?-]{1,128}");

    public TagPattern {
        if (!FORM.matcher(glob).matches()) {
            throw new IllegalArgumentException(
                    "'" + glob + "' is not a pattern of tags: valid are up to 128 letters,"
                            + " digits, '_', '.' and '-', with '*' for any characters and '?' for one character, as in 2026-*.");
        }
    }

    /** {@return whether the whole tag matches} */
    public boolean matches(Tag tag) {
        return new Glob(glob).matches(tag.value());
    }

    @Override
    public String toString() {
        return glob;
    }
}

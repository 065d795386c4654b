package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Tag;
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
        // Backtracks only to the last star, because with many stars full backtracking takes exponential time.
        String text = tag.value();
        int at = 0;
        int star = -1;
        int retry = 0;
        for (int i = 0; i < text.length(); ) {
            if (at < glob.length() && glob.charAt(at) == '*') {
                star = at++;
                retry = i;
            } else if (at < glob.length() && (glob.charAt(at) == '?' || glob.charAt(at) == text.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        return glob.substring(at).chars().allMatch(letter -> letter == '*');
    }

    @Override
    public String toString() {
        return glob;
    }
}

package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Tag;
import java.util.regex.Pattern;

/**
 * A pattern that tags match or do not.
 *
 * @param glob the pattern, in which {@code *} stands for any characters and {@code ?} for any one
 */
public record TagPattern(String glob) {

    /** Tags have no others, so that a pattern with others, such as a comma, would match nothing and mislead. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.*?-]{1,128}");

    /**
     * Makes sure that some tag may match it.
     *
     * @param glob the pattern
     * @throws IllegalArgumentException if none can
     */
    public TagPattern {
        if (!FORM.matcher(glob).matches()) {
            throw new IllegalArgumentException("'" + glob + "' is not a pattern of tags: valid are up to 128 letters,"
                    + " digits, '_', '.' and '-', with '*' for any of them and '?' for any one, as in 2026-*.");
        }
    }

    /**
     * {@return whether a tag matches the pattern, as a whole}
     *
     * @param tag the tag
     */
    public boolean matches(Tag tag) {
        // From a star on, what comes before the next star is to be found as early as can be: no way back is needed
        // beyond
        // the last star, however many stars there are.
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

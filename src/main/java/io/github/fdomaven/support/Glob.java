package io.github.fdomaven.support;

/**
 * A pattern for texts.
 *
 * @param pattern the pattern, with {@code *} for any characters and {@code ?} for one character
 */
public record Glob(String pattern) {

    /** {@return whether the whole text matches} */
    public boolean matches(String text) {
        // Backtracks only to the last star, because with many stars full backtracking takes exponential time.
        int at = 0;
        int star = -1;
        int retry = 0;
        for (int i = 0; i < text.length(); ) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                retry = i;
            } else if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == text.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(letter -> letter == '*');
    }

    @Override
    public String toString() {
        return pattern;
    }
}

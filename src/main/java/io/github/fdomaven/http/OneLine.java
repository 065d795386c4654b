package io.github.fdomaven.http;

import java.util.regex.Pattern;

/** Makes text that comes from elsewhere fit for a line of ours: it must not begin a line of its own, nor move the cursor. */
public final class OneLine {

    private static final int LONGEST = 500;

    /** All that is no letter that one sees where it stands: line ends of all kinds, controls, changes of direction. */
    private static final Pattern SPACE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private OneLine() {}

    /**
     * {@return the text in one line, and not too long}: where it may hold a secret, that must have been taken out before, for
     * half of one would not be found any more
     *
     * @param text any text
     */
    public static String of(String text) {
        return shortened(whole(text), LONGEST);
    }

    /**
     * {@return the text in one line, however long}
     *
     * @param text any text
     */
    public static String whole(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    /**
     * {@return the text, or its beginning}
     *
     * @param text any text
     * @param longest how many characters it may have
     */
    public static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }
}

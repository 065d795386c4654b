package io.github.fdomaven.http;

import java.util.regex.Pattern;

/** Makes text that comes from elsewhere fit for a line of ours. */
public final class OneLine {

    private static final int LONGEST = 500;

    /** All that is no letter that one sees where it stands: line ends of all kinds, controls, changes of direction. */
    private static final Pattern SPACE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private OneLine() {}

    /**
     * {@return the text in one line, and not too long}: it must not begin a line of its own, nor move the cursor
     *
     * @param text any text
     */
    public static String of(String text) {
        String line = SPACE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + "…";
    }
}

package io.github.fdomaven.support;

import java.util.regex.Pattern;

/** Puts text from other programs into one line, so that it cannot fake a log line or move the cursor. */
public final class OneLine {

    private static final int MAX_LENGTH = 500;

    /** Line ends of all kinds, control characters, and invisible characters such as changes of the writing direction. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private OneLine() {}

    /**
     * {@return the text in one line of limited length}: secrets must be masked before, because a part of a secret is not
     * recognized
     */
    public static String of(String text) {
        return shortened(whole(text), MAX_LENGTH);
    }

    /** {@return the text in one line of any length} */
    public static String whole(String text) {
        return INVISIBLE.matcher(text).replaceAll(" ").strip();
    }

    /** {@return the text, or its beginning if it is longer} */
    public static String shortened(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return text.substring(0, end) + "…";
    }
}

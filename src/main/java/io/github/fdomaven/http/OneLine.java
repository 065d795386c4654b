package io.github.fdomaven.http;

/** Makes text that comes from elsewhere fit for a line of ours. */
public final class OneLine {

    private static final int LONGEST = 500;

    private OneLine() {}

    /**
     * {@return the text in one line, and not too long}: it must not begin a line of its own, nor move the cursor
     *
     * @param text any text
     */
    public static String of(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}

package io.github.fdomaven.support;

/** The plural of a regular English noun. */
public final class Plural {

    private Plural() {}

    /** {@return a number and a noun, as in {@code 1 file} and {@code 2 files}} */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

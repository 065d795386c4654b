package io.github.fdomaven.config;

/** Numbers of things that are done at once. */
final class Counts {

    private Counts() {}

    static int parse(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number from 1 to 9999, such as 4.");
        }
        return Integer.parseInt(text);
    }
}

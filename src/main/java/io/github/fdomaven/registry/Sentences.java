package io.github.fdomaven.registry;

/** Fits sentences into others. */
final class Sentences {

    private Sentences() {}

    /** The message of an exception, without the full stop at its end. */
    static String open(Exception e) {
        String text = e.getMessage();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}

package io.github.fdomaven.report.page;

import io.github.fdomaven.support.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** HTML that is written piece by piece. Markup is a constant of this package, and everything else is text. */
final class Html {

    private static final int TIME_LENGTH = "2026-11-27T23:10:05".length();
    private static final int SECONDS = 60;
    private static final int MILLIS = 1000;
    private static final long MEGABYTE = 1_000_000;
    private static final int TENTHS = 10;

    /** The longest text in a cell. {@code images.json} has the whole text. */
    private static final int MAX_TEXT = 20_000;

    private final StringBuilder html = new StringBuilder();
    private final UnaryOperator<String> redact;

    Html(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    /** Adds markup. */
    Html add(String markup) {
        html.append(markup);
        return this;
    }

    /** Adds a number, such as a coordinate. */
    Html add(long number) {
        html.append(number);
        return this;
    }

    /** Adds a text, also in an attribute. */
    Html text(Object text) {
        escape(OneLine.shortened(masked(text), MAX_TEXT));
        return this;
    }

    /** Returns a text without secrets. It is not escaped. A text must be masked before it is cut. */
    String masked(Object text) {
        return OneLine.withoutMarks(redact.apply(String.valueOf(text)));
    }

    /** Adds an element that has a text only. */
    Html element(String name, Object text) {
        return add("<").add(name).add(">").text(text).add("</").add(name).add(">");
    }

    /** Adds a text that the reader can copy. */
    Html copyable(String what, Object text) {
        return add("<code data-copy=\"").add(what).add("\">").text(text).add("</code>");
    }

    /** Adds a word in the color of its class. */
    Html state(String word, String cssClass) {
        return add("<span class=\"state ").add(cssClass).add("\">").text(word).add("</span>");
    }

    Html time(Instant time) {
        String text = time.toString();
        String day = text.length() < TIME_LENGTH ? text : text.substring(0, TIME_LENGTH);
        return add("<time datetime=\"")
                .text(text)
                .add("\">")
                .text(day.replace('T', ' '))
                .add(" UTC</time>");
    }

    /** {@return a duration, as in {@code 4.2 s} and {@code 2 min 5 s}} */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= SECONDS) {
            return seconds / SECONDS + " min " + seconds % SECONDS + " s";
        }
        return tenths(Math.max(0, duration.toMillis()), MILLIS) + " s";
    }

    /** {@return a size in megabytes, as in {@code 48.3 MB}} */
    static String size(long bytes) {
        return tenths(Math.max(0, bytes), MEGABYTE) + " MB";
    }

    private static String tenths(long number, long unit) {
        long tenths = (number + unit / TENTHS / 2) / (unit / TENTHS);
        return tenths / TENTHS + "." + tenths % TENTHS;
    }

    /** Characters that are not visible, or that move other characters, are shown as their number. */
    private void escape(String text) {
        int letter;
        int start = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(letter)) {
            letter = text.codePointAt(i);
            String escaped = escaped(letter);
            if (escaped != null) {
                html.append(text, start, i).append(escaped);
                start = i + Character.charCount(letter);
            }
        }
        html.append(text, start, text.length());
    }

    /** Returns null for a character that needs no escape. */
    private static String escaped(int letter) {
        return switch (letter) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            case '\n', '\t' -> null;
            default -> isHidden(letter) ? "\\u{" + Integer.toHexString(letter) + "}" : null;
        };
    }

    private static boolean isHidden(int letter) {
        if (letter >= ' ' && letter <= '~') {
            return false;
        }
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            // Unicode reserves the last two characters of each plane, and some more.
            default -> (letter & 0xFFFE) == 0xFFFE || letter >= 0xFDD0 && letter <= 0xFDEF;
        };
    }

    @Override
    public String toString() {
        return html.toString();
    }
}

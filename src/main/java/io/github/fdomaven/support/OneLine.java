package io.github.fdomaven.support;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts text from images, registries, GitLab, engines and other programs into one line of limited length, so that it cannot fake a
 * log line, move the cursor or fill the log.
 *
 * <p>A long text is not cut here, because a part of a secret is not recognized. It is only marked, and {@link Secrets#redact},
 * which every text passes on its way to the log, to an error and to a report, cuts it after it has masked the secrets.
 */
public final class OneLine {

    private static final int MAX_LENGTH = 500;

    /** Unicode reserves these characters for the internal use of a program: start, end of the limit, end, and cut before. */
    private static final char START = '\uFDD0';

    private static final char LIMIT_END = '\uFDD1';
    private static final char END = '\uFDD2';

    /** Marks the end of a text whose rest was not read. */
    static final char UNREAD = '\uFDD3';

    /** How deep marks are nested: a marked text is in a marked line of a message, which is in a line of another message. */
    private static final int MAX_DEPTH = 5;

    private static final Pattern MARKED =
            Pattern.compile(START + "([0-9]{1,6})" + LIMIT_END + "([^" + START + "-" + END + "]*)" + END);

    private static final Pattern MARK =
            Pattern.compile(START + "[0-9]{1,6}" + LIMIT_END + "|[" + START + "-" + UNREAD + "]");

    private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9;]*m");

    private static final Pattern RESET = Pattern.compile("\u001b\\[0*m");

    /** Line ends of all kinds, control characters, and invisible characters such as changes of the writing direction. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private static final Pattern SPECIAL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069&&[^\\t]]");

    private OneLine() {}

    /** {@return the text in one line, of which messages have at most 500 characters} */
    public static String of(Object text) {
        String given = String.valueOf(text);
        String line = whole(given);
        return given.indexOf(UNREAD) < 0 ? limited(line, MAX_LENGTH) : unfinished(line, MAX_LENGTH);
    }

    /** {@return the text in quotes, in one line} Spaces at its ends are kept, because they may be what is wrong with it. */
    public static String quote(String text) {
        return "'" + limited(visible(withoutMarks(text)), MAX_LENGTH) + "'";
    }

    /** {@return the text in one line of any length} */
    public static String whole(String text) {
        return spaced(withoutMarks(text));
    }

    /** {@return the text with a mark to show only its beginning if it is longer} */
    public static String limited(String text, int maxLength) {
        String plain = withoutMarks(text);
        return plain.length() <= maxLength ? plain : START + "" + maxLength + LIMIT_END + plain + END;
    }

    /** Limits a line of a message of our own, whose parts may be marked. The parts are cut first. */
    static String limitedLine(String text, int maxLength) {
        return text.length() <= maxLength ? text : START + "" + maxLength + LIMIT_END + text + END;
    }

    /** {@return the beginning of a text whose rest was not read, with a mark to show at most some characters of it} */
    public static String unfinished(String text, int maxLength) {
        return START + "" + maxLength + LIMIT_END + withoutMarks(text) + UNREAD + END;
    }

    /** {@return the text, or its beginning if it is longer} The text must not have secrets. */
    public static String shortened(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = maxLength > 0 && Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
        return text.substring(0, end) + "…";
    }

    /**
     * {@return the text without characters that act on a terminal} Colors and marks are kept. A color ends with the text, so that
     * it neither paints nor hides later lines of the log.
     */
    public static String printable(String text) {
        if (!CONTROL.matcher(text).find()) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        int end = 0;
        boolean isColored = false;
        for (Matcher color = COLOR.matcher(text); color.find(); end = color.end()) {
            printable
                    .append(withoutControls(text.substring(end, color.start())))
                    .append(color.group());
            isColored = !RESET.matcher(color.group()).matches();
        }
        printable.append(withoutControls(text.substring(end)));
        return isColored ? printable.append("\u001b[m").toString() : printable.toString();
    }

    /** Returns the text with a space for each character that is not visible. */
    static String visible(String text) {
        return SPECIAL.matcher(text).replaceAll(" ");
    }

    /** Returns a line of a message of our own, whose parts may be marked. */
    static String spaced(String text) {
        return INVISIBLE.matcher(text).replaceAll(" ").strip();
    }

    /** Cuts the marked texts. */
    static String cut(String text) {
        if (!isMarked(text)) {
            return text;
        }
        String result = text;
        for (int depth = 0; depth < MAX_DEPTH && MARKED.matcher(result).find(); depth++) {
            result = MARKED.matcher(result).replaceAll(OneLine::shown);
        }
        return withoutMarks(result);
    }

    private static String shown(MatchResult marked) {
        String whole = marked.group(2);
        String shown = shortened(withoutMarks(whole), Integer.parseInt(marked.group(1)));
        boolean isMore = whole.indexOf(UNREAD) >= 0 && !shown.endsWith("…");
        return Matcher.quoteReplacement(isMore ? shown + "…" : shown);
    }

    private static String withoutControls(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    /** {@return the text without the marks of this class, which a text from outside must not have} */
    public static String withoutMarks(String text) {
        return isMarked(text) ? MARK.matcher(text).replaceAll("") : text;
    }

    private static boolean isMarked(String text) {
        return text.indexOf(START) >= 0
                || text.indexOf(LIMIT_END) >= 0
                || text.indexOf(END) >= 0
                || text.indexOf(UNREAD) >= 0;
    }
}

package io.github.fdomaven.packages;

import java.util.function.IntPredicate;

/** Reads a version from left to right. */
final class VersionCursor {

    /** At the end of the text. */
    static final char END = '\0';

    private final String text;
    private int position;

    VersionCursor(String text) {
        this.text = text;
    }

    static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }

    static boolean isLetter(int letter) {
        return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z';
    }

    boolean isAtEnd() {
        return position == text.length();
    }

    /** The next character, or {@link #END}. */
    char next() {
        return isAtEnd() ? END : text.charAt(position);
    }

    /** Reads one character, if there is one. */
    char take() {
        char next = next();
        if (!isAtEnd()) {
            position++;
        }
        return next;
    }

    /** Reads the longest text whose characters all are as wanted. */
    String take(IntPredicate wanted) {
        int begin = position;
        while (!isAtEnd() && wanted.test(next())) {
            position++;
        }
        return text.substring(begin, position);
    }

    /** Reads a number or letters of both versions, and compares them as rpm and pacman do. A number is after letters. */
    int compareSegment(VersionCursor other) {
        boolean isNumber = isDigit(next());
        if (isNumber != isDigit(other.next())) {
            return isNumber ? 1 : -1;
        }
        return isNumber
                ? compareNumbers(take(VersionCursor::isDigit), other.take(VersionCursor::isDigit))
                : take(VersionCursor::isLetter).compareTo(other.take(VersionCursor::isLetter));
    }

    /** Compares numbers of any length. No number is as zero. */
    static int compareNumbers(String one, String other) {
        String first = withoutZeros(one);
        String second = withoutZeros(other);
        return first.length() == second.length()
                ? first.compareTo(second)
                : Integer.compare(first.length(), second.length());
    }

    private static String withoutZeros(String number) {
        return number.replaceFirst("^0+", "");
    }
}

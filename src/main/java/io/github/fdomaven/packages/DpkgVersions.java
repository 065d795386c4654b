package io.github.fdomaven.packages;

/** Compares versions as {@code dpkg --compare-versions} (Debian policy, 5.6.12). */
final class DpkgVersions {

    private static final int AFTER_LETTERS = 256;

    private DpkgVersions() {}

    static int compare(String one, String other) {
        return EpochVersion.compare(
                one,
                other,
                DpkgVersions::compareParts,
                (first, second) -> compareParts(first.orElse(""), second.orElse("")));
    }

    /** Compares texts and numbers in turn. */
    private static int compareParts(String one, String other) {
        VersionCursor first = new VersionCursor(one);
        VersionCursor second = new VersionCursor(other);
        int difference = 0;
        while (difference == 0 && !(first.isAtEnd() && second.isAtEnd())) {
            difference = compareTexts(first, second);
            if (difference == 0) {
                difference = VersionCursor.compareNumbers(
                        first.take(VersionCursor::isDigit), second.take(VersionCursor::isDigit));
            }
        }
        return difference;
    }

    private static int compareTexts(VersionCursor first, VersionCursor second) {
        while (isText(first) || isText(second)) {
            int difference = Integer.compare(weight(first), weight(second));
            if (difference != 0) {
                return difference;
            }
            first.take();
            second.take();
        }
        return 0;
    }

    private static boolean isText(VersionCursor cursor) {
        return !cursor.isAtEnd() && !VersionCursor.isDigit(cursor.next());
    }

    /** A tilde is before the end, the end before letters, and letters before other characters. */
    private static int weight(VersionCursor cursor) {
        char next = cursor.next();
        if (next == '~') {
            return -1;
        }
        if (cursor.isAtEnd() || VersionCursor.isDigit(next)) {
            return 0;
        }
        return VersionCursor.isLetter(next) ? next : next + AFTER_LETTERS;
    }
}

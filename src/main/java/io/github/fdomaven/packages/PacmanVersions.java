package io.github.fdomaven.packages;

/** Compares versions as pacman (vercmp(8)). A release is compared only if both versions have one. */
final class PacmanVersions {

    private PacmanVersions() {}

    static int compare(String one, String other) {
        return EpochVersion.compare(
                one,
                other,
                PacmanVersions::compareParts,
                (first, second) -> first.isEmpty() || second.isEmpty() ? 0 : compareParts(first.get(), second.get()));
    }

    private static int compareParts(String one, String other) {
        VersionCursor first = new VersionCursor(one);
        VersionCursor second = new VersionCursor(other);
        int difference = 0;
        while (difference == 0 && !first.isAtEnd() && !second.isAtEnd()) {
            int firstSeparators = first.take(PacmanVersions::isSeparator).length();
            int secondSeparators = second.take(PacmanVersions::isSeparator).length();
            if (!first.isAtEnd() && !second.isAtEnd()) {
                difference = firstSeparators != secondSeparators
                        ? Integer.compare(firstSeparators, secondSeparators)
                        : first.compareSegment(second);
            }
        }
        return difference != 0 ? difference : compareRests(first, second);
    }

    private static boolean isSeparator(int letter) {
        return !VersionCursor.isDigit(letter) && !VersionCursor.isLetter(letter);
    }

    /** Letters at the end make a version older: 1.0rc comes before 1.0. Numbers make it newer. */
    private static int compareRests(VersionCursor first, VersionCursor second) {
        if (first.isAtEnd() && second.isAtEnd()) {
            return 0;
        }
        boolean isOlder =
                first.isAtEnd() ? !VersionCursor.isLetter(second.next()) : VersionCursor.isLetter(first.next());
        return isOlder ? -1 : 1;
    }
}

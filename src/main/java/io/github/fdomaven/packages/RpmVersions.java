package io.github.fdomaven.packages;

import java.util.Optional;

/** Compares versions as rpm (rpm-version(7)). */
final class RpmVersions {

    private RpmVersions() {}

    static int compare(String one, String other) {
        return EpochVersion.compare(one, other, RpmVersions::compareParts, RpmVersions::compareReleases);
    }

    /** A version without a release is before all releases of it. */
    private static int compareReleases(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent()
                ? compareParts(one.get(), other.get())
                : Boolean.compare(one.isPresent(), other.isPresent());
    }

    private static int compareParts(String one, String other) {
        VersionCursor first = new VersionCursor(one);
        VersionCursor second = new VersionCursor(other);
        while (true) {
            first.take(RpmVersions::isSeparator);
            second.take(RpmVersions::isSeparator);
            int difference;
            if (first.next() == '~' || second.next() == '~') {
                // A tilde is before the end of a version: 1.0~rc1 comes before 1.0.
                difference = Boolean.compare(first.next() != '~', second.next() != '~');
                first.take();
                second.take();
            } else if (first.isAtEnd() && second.isAtEnd()) {
                return 0;
            } else if (first.next() == '^' || second.next() == '^') {
                difference = compareCarets(first, second);
                first.take();
                second.take();
            } else if (first.isAtEnd() || second.isAtEnd()) {
                return Boolean.compare(!first.isAtEnd(), !second.isAtEnd());
            } else {
                difference = first.compareSegment(second);
            }
            if (difference != 0) {
                return difference;
            }
        }
    }

    private static boolean isSeparator(int letter) {
        return letter != '~' && letter != '^' && !VersionCursor.isDigit(letter) && !VersionCursor.isLetter(letter);
    }

    /** A caret is after the end of a version, and before all else: 1.0^git1 comes after 1.0, and before 1.0.1. */
    private static int compareCarets(VersionCursor first, VersionCursor second) {
        if (first.isAtEnd() || second.isAtEnd()) {
            return Boolean.compare(!first.isAtEnd(), !second.isAtEnd());
        }
        return Boolean.compare(first.next() != '^', second.next() != '^');
    }
}

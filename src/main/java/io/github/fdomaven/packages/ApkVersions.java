package io.github.fdomaven.packages;

import java.util.List;

/**
 * Compares versions as {@code apk version --test} (apk-package(5)):
 * {@code number{.number}{letter}{_suffix{number}}{~hash}{-r#}}.
 */
final class ApkVersions {

    /** A suffix before the empty one makes a version older: 1.0_rc1 comes before 1.0. */
    private static final List<String> SUFFIXES =
            List.of("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p");

    private ApkVersions() {}

    /** The kinds of parts. A version that has a part of a later kind, or ends, at the same place is older. */
    private enum Kind {
        FIRST_NUMBER,
        NUMBER,
        LETTER,
        SUFFIX,
        SUFFIX_NUMBER,
        HASH,
        REVISION,
        END,
        INVALID
    }

    private record Part(Kind kind, String value) {

        int compare(Part other) {
            return switch (kind) {
                case FIRST_NUMBER, SUFFIX_NUMBER, REVISION -> VersionCursor.compareNumbers(value, other.value);
                // Numbers with a zero before them are compared as decimal places.
                case NUMBER ->
                    value.startsWith("0") || other.value.startsWith("0")
                            ? value.compareTo(other.value)
                            : VersionCursor.compareNumbers(value, other.value);
                case SUFFIX -> Integer.compare(SUFFIXES.indexOf(value), SUFFIXES.indexOf(other.value));
                default -> value.compareTo(other.value);
            };
        }

        boolean isBeforeRelease() {
            return kind == Kind.SUFFIX && SUFFIXES.indexOf(value) < SUFFIXES.indexOf("");
        }
    }

    static int compare(String one, String other) {
        VersionCursor first = new VersionCursor(one);
        VersionCursor second = new VersionCursor(other);
        Part part = new Part(Kind.FIRST_NUMBER, first.take(VersionCursor::isDigit));
        Part otherPart = new Part(Kind.FIRST_NUMBER, second.take(VersionCursor::isDigit));
        while (part.kind == otherPart.kind) {
            int difference = part.compare(otherPart);
            if (difference != 0 || part.kind == Kind.END || part.kind == Kind.INVALID) {
                return difference;
            }
            part = next(part, first);
            otherPart = next(otherPart, second);
        }
        if (part.isBeforeRelease() || otherPart.isBeforeRelease()) {
            return Boolean.compare(!part.isBeforeRelease(), !otherPart.isBeforeRelease());
        }
        return otherPart.kind.compareTo(part.kind);
    }

    private static Part next(Part before, VersionCursor cursor) {
        if (cursor.isAtEnd()) {
            return new Part(Kind.END, "");
        }
        char first = cursor.next();
        if (VersionCursor.isLetter(first) && before.kind.compareTo(Kind.NUMBER) <= 0) {
            return new Part(Kind.LETTER, String.valueOf(cursor.take()));
        }
        if (VersionCursor.isDigit(first) && before.kind == Kind.SUFFIX) {
            return new Part(Kind.SUFFIX_NUMBER, cursor.take(VersionCursor::isDigit));
        }
        cursor.take();
        return switch (first) {
            case '.' -> new Part(Kind.NUMBER, cursor.take(VersionCursor::isDigit));
            case '_' -> suffix(cursor.take(VersionCursor::isLetter));
            case '~' ->
                new Part(
                        Kind.HASH,
                        cursor.take(letter -> VersionCursor.isDigit(letter) || VersionCursor.isLetter(letter)));
            case '-' ->
                cursor.take() == 'r'
                        ? new Part(Kind.REVISION, cursor.take(VersionCursor::isDigit))
                        : new Part(Kind.INVALID, "");
            default -> new Part(Kind.INVALID, "");
        };
    }

    private static Part suffix(String name) {
        return SUFFIXES.contains(name) ? new Part(Kind.SUFFIX, name) : new Part(Kind.INVALID, name);
    }
}

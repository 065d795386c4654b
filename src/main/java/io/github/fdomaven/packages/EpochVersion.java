package io.github.fdomaven.packages;

import java.util.Optional;

/**
 * The parts of a version {@code [epoch:]version[-release]}.
 *
 * @param epoch the digits before the colon; can be empty
 */
record EpochVersion(String epoch, String version, Optional<String> release) {

    static EpochVersion parse(String text) {
        VersionCursor cursor = new VersionCursor(text);
        String digits = cursor.take(VersionCursor::isDigit);
        boolean hasEpoch = cursor.next() == ':';
        String rest = hasEpoch ? text.substring(digits.length() + 1) : text;
        int hyphen = rest.lastIndexOf('-');
        return new EpochVersion(
                hasEpoch ? digits : "",
                hyphen < 0 ? rest : rest.substring(0, hyphen),
                hyphen < 0 ? Optional.empty() : Optional.of(rest.substring(hyphen + 1)));
    }

    int compareEpoch(EpochVersion other) {
        return VersionCursor.compareNumbers(epoch, other.epoch);
    }
}

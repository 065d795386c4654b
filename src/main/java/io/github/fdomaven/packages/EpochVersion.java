package io.github.fdomaven.packages;

import java.util.Comparator;
import java.util.Optional;

/**
 * The parts of a version {@code [epoch:]version[-release]} of Debian, rpm and pacman.
 *
 * @param epoch the digits before the colon; can be empty
 * @param release the text after the last hyphen
 */
public record EpochVersion(String epoch, String version, Optional<String> release) {

    /** {@return the parts of a version} */
    public static EpochVersion parse(String text) {
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

    /** {@return the version and the release} */
    public String withoutEpoch() {
        return version + release.map(text -> "-" + text).orElse("");
    }

    /**
     * Compares the epochs of two versions, then the versions without them, and then the releases.
     *
     * @param parts the order of the versions without epoch and release
     * @param releases the order of the releases
     */
    static int compare(String one, String other, Comparator<String> parts, Comparator<Optional<String>> releases) {
        return Comparator.comparing(EpochVersion::epoch, VersionCursor::compareNumbers)
                .thenComparing(EpochVersion::version, parts)
                .thenComparing(EpochVersion::release, releases)
                .compare(parse(one), parse(other));
    }
}

package io.github.fdomaven.packages;

import io.github.fdomaven.support.OneLine;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An installed package.
 *
 * @param name the name
 * @param version the version with epoch and release, as the package manager writes it
 * @param architecture the architecture of the package, as the package manager names it; empty if it is unknown
 * @param source the name of the package that it was built from
 * @param sourceVersion the version of the package that it was built from
 */
public record InstalledPackage(String name, String version, String architecture, String source, String sourceVersion)
        implements Comparable<InstalledPackage> {

    private static final int MAX_LENGTH = 300;

    private static final Comparator<InstalledPackage> ORDER = Comparator.comparing(InstalledPackage::name)
            .thenComparing(InstalledPackage::architecture)
            .thenComparing(InstalledPackage::version)
            .thenComparing(InstalledPackage::source)
            .thenComparing(InstalledPackage::sourceVersion);

    /**
     * Checks the texts, which come from an image.
     *
     * @throws IllegalArgumentException if name or version is empty, or if a text is very long or has a control character
     */
    public InstalledPackage {
        Stream.of(name, version, architecture, source, sourceVersion).forEach(InstalledPackage::check);
        if (name.isEmpty() || version.isEmpty()) {
            throw new IllegalArgumentException("a package has no name or no version");
        }
    }

    /** Creates a package whose source package has the same name and version if none is given. */
    static InstalledPackage of(String name, String version, String architecture, String source, String sourceVersion) {
        return new InstalledPackage(
                name,
                version,
                architecture,
                source.isEmpty() ? name : source,
                sourceVersion.isEmpty() ? version : sourceVersion);
    }

    private static void check(String text) {
        if (Objects.requireNonNull(text).length() > MAX_LENGTH
                || text.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f)) {
            throw new IllegalArgumentException(OneLine.quote(text) + " is not part of a package");
        }
    }

    @Override
    public int compareTo(InstalledPackage other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name + " " + version + (architecture.isEmpty() ? "" : " " + architecture);
    }
}

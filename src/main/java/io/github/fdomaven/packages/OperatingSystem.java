package io.github.fdomaven.packages;

import java.util.regex.Pattern;

/**
 * The operating system of an image, as its file {@code /etc/os-release} names it (os-release(5)).
 *
 * @param id the name, such as {@code debian}
 * @param version the version, such as {@code 12}; empty for a distribution without versions
 */
public record OperatingSystem(String id, String version) {

    private static final Pattern ID = Pattern.compile("[a-z0-9._-]{1,64}");
    private static final Pattern VERSION = Pattern.compile("[a-z0-9._~^-]{0,64}");

    /**
     * Checks the characters, which os-release(5) names.
     *
     * @throws IllegalArgumentException if the name or the version has other characters
     */
    public OperatingSystem {
        if (!ID.matcher(id).matches() || !VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("the operating system has an invalid name or version");
        }
    }

    @Override
    public String toString() {
        return version.isEmpty() ? id : id + " " + version;
    }
}

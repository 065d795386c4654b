package io.github.fdomaven.convert;

import io.github.fdomaven.definition.Distribution;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job of freedesktop.org's CI templates that other jobs extend.
 *
 * @param name the name, such as {@code .fdo.container-build@debian}
 * @param distribution the distribution in the name; the plugin may not support it
 * @param architecture the architecture in the name
 * @param isOld whether the name is from the time before the prefix {@code .fdo}
 */
record CiTemplate(String name, Kind kind, String distribution, Optional<String> architecture, boolean isOld) {

    /** What a job does that extends the template. */
    enum Kind {
        /** Builds an image. */
        BUILD,
        /** Runs in an image. */
        USE,
        /** Builds an image that starts a virtual machine. */
        QEMU,
        /** Runs the program ci-fairy. */
        FAIRY
    }

    private static final Pattern NAME = Pattern.compile(
            "\\.fdo\\.(container-build|container-ifnot-exists|container-forced|distribution-image|suffixed-image|qemu-build)"
                    + "@([a-z0-9-]+)(?:@([A-Za-z0-9_]+))?");

    private static final Pattern OLD_NAME =
            Pattern.compile("\\.([a-z0-9-]+)@(container-build|container-ifnot-exists|container-forced|qemu-build)"
                    + "(?:@([A-Za-z0-9_]+))?");

    private static final Map<String, Kind> KINDS = Map.of(
            "container-build", Kind.BUILD,
            "container-ifnot-exists", Kind.BUILD,
            "container-forced", Kind.BUILD,
            "distribution-image", Kind.USE,
            "suffixed-image", Kind.USE,
            "qemu-build", Kind.QEMU);

    private static final Map<String, String> PLATFORMS = Map.of(
            "x86_64", "linux/amd64",
            "amd64", "linux/amd64",
            "aarch64", "linux/arm64",
            "arm64v8", "linux/arm64",
            "arm64", "linux/arm64",
            "armv7", "linux/arm/v7",
            "arm32v7", "linux/arm/v7",
            "ppc64le", "linux/ppc64le",
            "s390x", "linux/s390x");

    /** {@return the template of a name; empty if the name belongs to no template} */
    static Optional<CiTemplate> named(String name) {
        if (name.equals(".fdo.ci-fairy")) {
            return Optional.of(new CiTemplate(name, Kind.FAIRY, "", Optional.empty(), false));
        }
        Matcher matcher = NAME.matcher(name);
        if (matcher.matches()) {
            return Optional.of(of(matcher, matcher.group(1), matcher.group(2), false));
        }
        Matcher old = OLD_NAME.matcher(name);
        return old.matches() ? Optional.of(of(old, old.group(2), old.group(1), true)) : Optional.empty();
    }

    private static CiTemplate of(Matcher matcher, String kind, String distribution, boolean isOld) {
        return new CiTemplate(
                matcher.group(), KINDS.get(kind), distribution, Optional.ofNullable(matcher.group(3)), isOld);
    }

    /** Whether the template builds the image even if it exists. */
    boolean isForced() {
        return name.contains("container-forced");
    }

    Optional<Distribution> supported() {
        return Arrays.stream(Distribution.values())
                .filter(candidate -> candidate.id().equals(distribution))
                .findFirst();
    }

    Optional<String> platform() {
        return architecture.map(PLATFORMS::get);
    }
}

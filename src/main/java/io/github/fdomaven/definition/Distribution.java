package io.github.fdomaven.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The distributions whose images can be built. A new one is one more constant. */
public enum Distribution {
    /** Alpine Linux; its images always have a {@code latest}. */
    ALPINE("latest", PackageManager.APK, version -> "docker.io/library/alpine:" + version),
    /** Arch Linux, which has no versions. */
    ARCH("rolling", PackageManager.PACMAN, version -> "docker.io/library/archlinux:" + rollingIsLatest(version)),
    /** CentOS, since version 8 as a stream. */
    CENTOS(
            PackageManager.DNF_ELSE_YUM,
            version -> version.startsWith("stream")
                    ? "quay.io/centos/centos:" + version
                    : "docker.io/library/centos:" + version),
    /** AlmaLinux. */
    ALMALINUX(PackageManager.DNF_ELSE_YUM, version -> "docker.io/library/almalinux:" + version),
    /** Rocky Linux. */
    ROCKY(PackageManager.DNF_ELSE_YUM, version -> "docker.io/rockylinux/rockylinux:" + version),
    /** Red Hat Enterprise Linux, as its universal base image. */
    RHEL(
            PackageManager.DNF_ELSE_YUM,
            version -> "registry.access.redhat.com/ubi" + major(version) + "/ubi:"
                    + (version.equals(major(version)) ? "latest" : version)),
    /** Debian. */
    DEBIAN(PackageManager.APT, version -> "docker.io/library/debian:" + version),
    /** Fedora. */
    FEDORA(PackageManager.DNF, version -> "registry.fedoraproject.org/fedora:" + version),
    /** openSUSE: {@code tumbleweed}, or a version of Leap. */
    OPENSUSE(
            PackageManager.ZYPPER,
            version -> version.equals("tumbleweed")
                    ? "registry.opensuse.org/opensuse/tumbleweed:latest"
                    : "registry.opensuse.org/opensuse/leap:" + version),
    /** Ubuntu. */
    UBUNTU(PackageManager.APT, version -> "docker.io/library/ubuntu:" + version);

    private final Optional<String> defaultVersion;
    private final PackageManager packageManager;
    private final UnaryOperator<String> officialImage;

    Distribution(String defaultVersion, PackageManager packageManager, UnaryOperator<String> officialImage) {
        this.defaultVersion = Optional.ofNullable(defaultVersion);
        this.packageManager = packageManager;
        this.officialImage = officialImage;
    }

    Distribution(PackageManager packageManager, UnaryOperator<String> officialImage) {
        this(null, packageManager, officialImage);
    }

    /**
     * Finds a distribution by its name.
     *
     * @param name a name as users write it, such as {@code fedora}
     * @return the distribution of that name
     * @throws IllegalArgumentException with the names that are known, if this is none of them
     */
    public static Distribution named(String name) {
        return Arrays.stream(values())
                .filter(distribution -> distribution.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is not a distribution that can be built: one of " + names() + " is."));
    }

    private static String names() {
        return Arrays.stream(values()).map(Distribution::id).sorted().collect(Collectors.joining(", "));
    }

    /** {@return the name as users write it} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the version that is meant where none is given} */
    public Optional<String> defaultVersion() {
        return defaultVersion;
    }

    /**
     * {@return the full reference of the image that the distribution itself publishes}
     *
     * @param version a version of this distribution
     */
    public String officialImage(String version) {
        return officialImage.apply(version);
    }

    /** {@return what settles how the package manager behaves in an image} */
    public List<Command> prepare() {
        return packageManager.prepare();
    }

    /** {@return what brings the packages of the base up to date} */
    public List<Command> upgrade() {
        return packageManager.upgrade();
    }

    /**
     * {@return what installs packages, whose names are arguments of the package manager and never seen by a shell}
     *
     * @param packages the names of packages
     */
    public List<Command> install(List<String> packages) {
        return packages.isEmpty() ? List.of() : List.of(packageManager.install().with(packages));
    }

    /** {@return what removes from an image that which only the package manager needs} */
    public List<Command> clean() {
        return packageManager.clean();
    }

    private static String rollingIsLatest(String version) {
        return version.equals("rolling") ? "latest" : version;
    }

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }
}

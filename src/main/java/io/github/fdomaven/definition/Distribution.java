package io.github.fdomaven.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The supported distributions. */
public enum Distribution {
    /** Alpine Linux. */
    ALPINE("latest", PackageManager.APK, version -> "docker.io/library/alpine:" + version),
    /** Arch Linux, a rolling release. */
    ARCH("rolling", PackageManager.PACMAN, version -> "docker.io/library/archlinux:" + rollingIsLatest(version)),
    /** CentOS, and CentOS Stream. */
    CENTOS(
            PackageManager.DNF_ELSE_YUM,
            version -> version.startsWith("stream")
                    ? "quay.io/centos/centos:" + version
                    : "docker.io/library/centos:" + version),
    /** AlmaLinux. */
    ALMALINUX(PackageManager.DNF_ELSE_YUM, version -> "docker.io/library/almalinux:" + version),
    /** Rocky Linux. */
    ROCKY(PackageManager.DNF_ELSE_YUM, version -> "docker.io/rockylinux/rockylinux:" + version),
    /** Red Hat Enterprise Linux: its universal base image. */
    RHEL(
            PackageManager.DNF_ELSE_YUM,
            version -> "registry.access.redhat.com/ubi" + major(version) + "/ubi:"
                    + (version.equals(major(version)) ? "latest" : version)),
    /** Debian. */
    DEBIAN(PackageManager.APT, version -> "docker.io/library/debian:" + version),
    /** Fedora. */
    FEDORA(PackageManager.DNF, version -> "registry.fedoraproject.org/fedora:" + version),
    /** openSUSE Tumbleweed, or a version of Leap. */
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
     * {@return the distribution with a name, such as {@code fedora}}
     *
     * @throws IllegalArgumentException with all names, if the name is unknown
     */
    public static Distribution named(String name) {
        return Arrays.stream(values())
                .filter(distribution -> distribution.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is not a supported distribution. Supported are " + names() + "."));
    }

    private static String names() {
        return Arrays.stream(values()).map(Distribution::id).sorted().collect(Collectors.joining(", "));
    }

    /** {@return the name, such as {@code fedora}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the version if none is set} */
    public Optional<String> defaultVersion() {
        return defaultVersion;
    }

    /** {@return the full reference of the distribution's official image} */
    public String officialImage(String version) {
        return officialImage.apply(version);
    }

    /** {@return the commands that configure the package manager} */
    public List<Command> prepare() {
        return packageManager.prepare();
    }

    /** {@return whether the plugin has a cache for the package manager} */
    public boolean hasPackageCache() {
        return packageManager.cache().isPresent();
    }

    /**
     * {@return commands of {@link #upgrade} or {@link #install} that use the package cache of the container}
     *
     * @param commands the commands without a cache, which the log shows
     */
    public List<Command> withPackageCache(List<Command> commands) {
        return commands.stream().map(packageManager.cache().orElseThrow()).toList();
    }

    /** {@return the commands that upgrade the packages of the base image} */
    public List<Command> upgrade() {
        return packageManager.upgrade();
    }

    /** {@return the commands that install packages; the names are arguments, not text for a shell} */
    public List<Command> install(List<String> packages) {
        return packages.isEmpty() ? List.of() : List.of(packageManager.install().with(packages));
    }

    /** {@return the commands that remove files that only the package manager needs} */
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

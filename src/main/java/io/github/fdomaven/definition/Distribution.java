package io.github.fdomaven.definition;

import io.github.fdomaven.packages.PackageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The supported distributions. */
public enum Distribution {
    /** Alpine Linux. */
    ALPINE("latest", PackageManager.APK, "docker.io/library/alpine"),
    /** Arch Linux, a rolling release. */
    ARCH("rolling", PackageManager.PACMAN, "docker.io/library/archlinux"),
    /** CentOS, and CentOS Stream. */
    CENTOS(PackageManager.DNF_ELSE_YUM, "docker.io/library/centos"),
    /** AlmaLinux. */
    ALMALINUX(PackageManager.DNF_ELSE_YUM, "docker.io/library/almalinux"),
    /** Rocky Linux. */
    ROCKY(PackageManager.DNF_ELSE_YUM, "docker.io/rockylinux/rockylinux"),
    /** Red Hat Enterprise Linux: its universal base image. */
    RHEL(PackageManager.DNF_ELSE_YUM, "registry.access.redhat.com/ubi"),
    /** Debian. */
    DEBIAN(PackageManager.APT, "docker.io/library/debian"),
    /** Fedora. */
    FEDORA(PackageManager.DNF, "registry.fedoraproject.org/fedora"),
    /** openSUSE Tumbleweed, or a version of Leap. */
    OPENSUSE(PackageManager.ZYPPER, "registry.opensuse.org/opensuse/leap"),
    /** Ubuntu. */
    UBUNTU(PackageManager.APT, "docker.io/library/ubuntu");

    private final Optional<String> defaultVersion;
    private final PackageManager packageManager;

    /** The repository of the official images, apart from the exceptions of {@link #officialImage}. */
    private final String repository;

    Distribution(String defaultVersion, PackageManager packageManager, String repository) {
        this.defaultVersion = Optional.ofNullable(defaultVersion);
        this.packageManager = packageManager;
        this.repository = repository;
    }

    Distribution(PackageManager packageManager, String repository) {
        this(null, packageManager, repository);
    }

    /**
     * {@return the distribution with a name, such as {@code fedora}}
     *
     * @throws IllegalArgumentException with all names, if the name is unknown
     */
    public static Distribution named(String name) {
        for (Distribution distribution : values()) {
            if (distribution.id().equals(name)) {
                return distribution;
            }
        }
        throw new IllegalArgumentException(
                "'" + name + "' is not a supported distribution. Supported are " + names() + ".");
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
        return switch (this) {
            case ARCH -> repository + ":" + (version.equals("rolling") ? "latest" : version);
            case CENTOS -> (version.startsWith("stream") ? "quay.io/centos/centos" : repository) + ":" + version;
            case RHEL -> repository + major(version) + "/ubi:" + (version.equals(major(version)) ? "latest" : version);
            case OPENSUSE ->
                version.equals("tumbleweed")
                        ? "registry.opensuse.org/opensuse/tumbleweed:latest"
                        : repository + ":" + version;
            default -> repository + ":" + version;
        };
    }

    /** {@return the format of the packages} */
    public PackageFormat packageFormat() {
        return packageManager.format();
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

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }
}

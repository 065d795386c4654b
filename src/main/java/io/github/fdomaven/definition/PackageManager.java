package io.github.fdomaven.definition;

import io.github.fdomaven.packages.PackageFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The commands of a package manager, in the order in which they run.
 *
 * @param format the format of the packages
 * @param prepare configures the package manager for an image
 * @param upgrade upgrades the packages of the base image
 * @param install installs packages; their names are appended as arguments
 * @param clean removes files that only the package manager needs
 * @param cache runs the commands with a cache, if the plugin has a cache for the package manager
 */
record PackageManager(
        PackageFormat format,
        List<Command> prepare,
        List<Command> upgrade,
        Command install,
        List<Command> clean,
        Optional<UnaryOperator<Command>> cache) {

    PackageManager(
            PackageFormat format, List<Command> prepare, List<Command> upgrade, Command install, List<Command> clean) {
        this(format, prepare, upgrade, install, clean, Optional.empty());
    }

    static final PackageManager APK = new PackageManager(
            PackageFormat.APK,
            List.of(),
            List.of(Command.of("apk", "update"), Command.of("apk", "upgrade"), Command.of("apk", "add", "bash")),
            Command.of("apk", "add"),
            List.of(Command.script("rm -rf /var/cache/apk/*")));

    /** Installs no docs, locales and man pages, and starts no services, because there is no init in the container. */
    private static final String APT_PREPARE = """
            # exclude docs, locales, man pages and recommended packages, and prevent installations from starting services
            set -e
            printf '%s\\n' 'path-exclude=/usr/share/doc/*' 'path-include=/usr/share/doc/*/copyright' \
              'path-exclude=/usr/share/locale/*' 'path-exclude=/usr/share/man/*' > /etc/dpkg/dpkg.cfg.d/99-fdo-exclude
            printf '%s\\n' 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99-fdo-no-recommends
            printf '%s\\n' '#!/bin/sh' 'exit 101' > /usr/sbin/policy-rc.d
            chmod 755 /usr/sbin/policy-rc.d
            """;

    static final PackageManager APT = new PackageManager(
            PackageFormat.DEB,
            List.of(Command.script(APT_PREPARE)),
            // Apt succeeds if a mirror does not answer, and loads descriptions in other languages, without these
            // options.
            List.of(
                    apt("-o", "APT::Update::Error-Mode=any", "-o", "Acquire::Languages=none", "update"),
                    dpkg("-y", "dist-upgrade")),
            dpkg("-y", "install"),
            List.of(apt("clean"), Command.script("rm -rf /var/lib/apt/lists/*")),
            Optional.of(PackageCacheScripts::apt));

    /** The release packages come first and without a signature check, because they have the keys for all other packages. */
    static final PackageManager DNF = new PackageManager(
            PackageFormat.RPM,
            List.of(),
            List.of(
                    Command.of(
                            "dnf",
                            "upgrade",
                            "-y",
                            "--setopt=install_weak_deps=False",
                            "--nogpgcheck",
                            "fedora-release",
                            "fedora-repos*"),
                    Command.of("dnf", "upgrade", "-y", "--setopt=install_weak_deps=False")),
            Command.of("dnf", "install", "-y"),
            List.of(Command.of("dnf", "clean", "all")),
            Optional.of(PackageCacheScripts::dnf));

    /** Old releases have yum only. */
    private static final String DNF_OR_YUM =
            "if command -v dnf >/dev/null 2>&1; then exec dnf \"$@\"; else exec yum \"$@\"; fi";

    static final PackageManager DNF_ELSE_YUM = new PackageManager(
            PackageFormat.RPM,
            List.of(),
            List.of(Command.script(DNF_OR_YUM, "upgrade", "-y")),
            Command.script(DNF_OR_YUM, "install", "-y"),
            List.of(Command.script(DNF_OR_YUM, "clean", "all")),
            Optional.of(PackageCacheScripts::dnf));

    static final PackageManager PACMAN = new PackageManager(
            PackageFormat.ALPM,
            List.of(),
            List.of(Command.of("pacman", "-S", "--refresh"), Command.of("pacman", "-S", "--sysupgrade", "--noconfirm")),
            Command.of("pacman", "-S", "--noconfirm"),
            List.of(Command.of("pacman", "-S", "--clean", "--noconfirm")),
            Optional.of(PackageCacheScripts::pacman));

    /** The statuses with which zypper reports that its work is done, and more. */
    private static final Map<Integer, String> ZYPPER_NOTICES = Map.of(
            100, "there are updates",
            101, "there are security updates",
            102, "a package asks for a reboot",
            103, "the package manager itself was updated",
            106, "a repository was skipped, because it could not be refreshed",
            107, "the packages are installed, but an installation script of one of them failed");

    static final PackageManager ZYPPER = new PackageManager(
            PackageFormat.RPM,
            List.of(),
            List.of(
                    zypper("--non-interactive", "refresh"),
                    zypper("--non-interactive", "dist-upgrade", "--no-recommends")),
            zypper("--non-interactive", "install", "--no-recommends"),
            List.of(zypper("clean", "--all")),
            Optional.of(PackageCacheScripts::zypper));

    private static Command apt(String... arguments) {
        return Command.of("apt-get").with(List.of(arguments)).withVariable("DEBIAN_FRONTEND", "noninteractive");
    }

    /**
     * Returns a command of apt that runs dpkg. Dpkg does not wait for the disk, because an image is only made of a container in
     * which all commands succeed. The image has no trace of the variable, but apt's log would have an option.
     */
    private static Command dpkg(String... arguments) {
        return apt(arguments).withVariable("DPKG_FORCE", "unsafe-io");
    }

    private static Command zypper(String... arguments) {
        return Command.of("zypper").with(List.of(arguments)).withNotices(ZYPPER_NOTICES);
    }
}

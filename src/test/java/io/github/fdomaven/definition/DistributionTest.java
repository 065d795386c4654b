package io.github.fdomaven.definition;

import static io.github.fdomaven.definition.Distribution.ALPINE;
import static io.github.fdomaven.definition.Distribution.ARCH;
import static io.github.fdomaven.definition.Distribution.FEDORA;
import static io.github.fdomaven.definition.Distribution.OPENSUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.oci.Reference;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

    private static final String DNF_ELSE_YUM =
            "if command -v dnf >/dev/null 2>&1; then exec dnf \"$@\"; else exec yum \"$@\"; fi";

    private static final List<String> CURL = List.of("curl");

    @Test
    void upgradesTheReleasePackagesOfFedoraFirst() {
        assertThat(FEDORA.prepare()).isEmpty();
        assertThat(FEDORA.upgrade())
                .containsExactly(
                        Command.of(
                                "dnf",
                                "upgrade",
                                "-y",
                                "--setopt=install_weak_deps=False",
                                "--nogpgcheck",
                                "fedora-release",
                                "fedora-repos*"),
                        Command.of("dnf", "upgrade", "-y", "--setopt=install_weak_deps=False"));
        assertThat(FEDORA.install(CURL)).containsExactly(Command.of("dnf", "install", "-y", "curl"));
        assertThat(FEDORA.clean()).containsExactly(Command.of("dnf", "clean", "all"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CENTOS", "ALMALINUX", "ROCKY", "RHEL"})
    void usesDnfOrElseYum(Distribution distribution) {
        assertThat(distribution.prepare()).isEmpty();
        assertThat(distribution.upgrade()).containsExactly(Command.script(DNF_ELSE_YUM, "upgrade", "-y"));
        assertThat(distribution.install(CURL)).containsExactly(Command.script(DNF_ELSE_YUM, "install", "-y", "curl"));
        assertThat(distribution.clean()).containsExactly(Command.script(DNF_ELSE_YUM, "clean", "all"));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBIAN", "UBUNTU"})
    void isNotInteractiveOnDebianAndUbuntu(Distribution distribution) {
        assertThat(distribution.upgrade())
                .containsExactly(
                        apt("-o", "APT::Update::Error-Mode=any", "-o", "Acquire::Languages=none", "update"),
                        dpkg("-y", "dist-upgrade"));
        assertThat(distribution.install(CURL)).containsExactly(dpkg("-y", "install", "curl"));
        assertThat(distribution.clean()).containsExactly(apt("clean"), Command.script("rm -rf /var/lib/apt/lists/*"));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEBIAN", "UBUNTU"})
    void excludesDocsRecommendsAndServicesOnDebianAndUbuntu(Distribution distribution) {
        assertThat(distribution.prepare()).hasSize(1);
        assertThat(distribution.prepare().get(0).text())
                .contains("path-exclude=/usr/share/doc/*")
                .contains("path-exclude=/usr/share/locale/*")
                .contains("path-exclude=/usr/share/man/*")
                .contains("> /etc/dpkg/dpkg.cfg.d/")
                .contains("APT::Install-Recommends \"false\";")
                .contains("'exit 101' > /usr/sbin/policy-rc.d")
                .contains("chmod 755 /usr/sbin/policy-rc.d");
    }

    @Test
    void addsBashOnAlpine() {
        assertThat(ALPINE.prepare()).isEmpty();
        assertThat(ALPINE.upgrade())
                .containsExactly(
                        Command.of("apk", "update"), Command.of("apk", "upgrade"), Command.of("apk", "add", "bash"));
        assertThat(ALPINE.install(CURL)).containsExactly(Command.of("apk", "add", "curl"));
        assertThat(ALPINE.clean()).containsExactly(Command.script("rm -rf /var/cache/apk/*"));
    }

    @Test
    void refreshesBeforeTheUpgradeOnArch() {
        assertThat(ARCH.prepare()).isEmpty();
        assertThat(ARCH.upgrade())
                .containsExactly(
                        Command.of("pacman", "-S", "--refresh"),
                        Command.of("pacman", "-S", "--sysupgrade", "--noconfirm"));
        assertThat(ARCH.install(CURL)).containsExactly(Command.of("pacman", "-S", "--noconfirm", "curl"));
        assertThat(ARCH.clean()).containsExactly(Command.of("pacman", "-S", "--clean", "--noconfirm"));
    }

    @Test
    void isNotInteractiveOnOpensuse() {
        assertThat(OPENSUSE.prepare()).isEmpty();
        assertThat(OPENSUSE.upgrade())
                .extracting(Command::text)
                .containsExactly(
                        "zypper --non-interactive refresh", "zypper --non-interactive dist-upgrade --no-recommends");
        assertThat(OPENSUSE.install(CURL))
                .extracting(Command::text)
                .containsExactly("zypper --non-interactive install --no-recommends curl");
        assertThat(OPENSUSE.clean()).extracting(Command::text).containsExactly("zypper clean --all");
    }

    @Test
    void knowsTheStatusesOfZypperThatAreNotFailures() {
        assertThat(Stream.of(OPENSUSE.upgrade(), OPENSUSE.install(CURL), OPENSUSE.clean())
                        .flatMap(Collection::stream))
                .allSatisfy(command -> assertThat(command.notices()).containsOnlyKeys(100, 101, 102, 103, 106, 107));
    }

    @ParameterizedTest
    @EnumSource(names = "OPENSUSE", mode = EnumSource.Mode.EXCLUDE)
    void failsWithEveryOtherStatus(Distribution distribution) {
        assertThat(Stream.of(distribution.upgrade(), distribution.install(CURL), distribution.clean())
                        .flatMap(Collection::stream))
                .allSatisfy(command -> assertThat(command.notices()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void hasNoInstallCommandWithoutPackages(Distribution distribution) {
        assertThat(distribution.install(List.of())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void passesEachPackageAsAnArgument(Distribution distribution) {
        List<String> packages = List.of("g++", "python3-*", "glibc(x86-64)", "vim=2:9.0");

        List<Command> commands = distribution.install(packages);

        assertThat(commands).hasSize(1);
        assertThat(commands.get(0).arguments()).endsWith(packages.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void neverPutsAPackageIntoAShellText(Distribution distribution) {
        String bad = "curl; touch /pwned";

        List<String> arguments = distribution.install(List.of(bad)).get(0).arguments();

        assertThat(arguments.subList(0, arguments.size() - 1)).noneMatch(argument -> argument.contains("pwned"));
        assertThat(arguments).endsWith(bad);
    }

    @ParameterizedTest
    @EnumSource
    void setsVariablesForOneCommandOnly(Distribution distribution) {
        Stream<Command> commands = Stream.of(
                        distribution.prepare(),
                        distribution.upgrade(),
                        distribution.install(CURL),
                        distribution.clean())
                .flatMap(Collection::stream);

        assertThat(commands)
                .allSatisfy(command ->
                        assertThat(command.environment().keySet()).isSubsetOf("DEBIAN_FRONTEND", "DPKG_FORCE"));
    }

    @ParameterizedTest
    @EnumSource
    void hasAPackageCacheExceptForAlpine(Distribution distribution) {
        assertThat(distribution.hasPackageCache()).isEqualTo(distribution != ALPINE);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALPINE")
    void runsTheSameCommandsWithAPackageCache(Distribution distribution) {
        List<Command> plain = Stream.of(distribution.upgrade(), distribution.install(CURL))
                .flatMap(Collection::stream)
                .toList();

        List<Command> cached = distribution.withPackageCache(plain);

        assertThat(cached).hasSameSizeAs(plain);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(cached.get(i).text()).isEqualTo(plain.get(i).text());
            assertThat(cached.get(i).environment()).isEqualTo(plain.get(i).environment());
            assertThat(cached.get(i).arguments())
                    .endsWith(plain.get(i).arguments().toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ALPINE")
    void hasValidScriptsForAPackageCache(Distribution distribution) throws Exception {
        for (Command command : distribution.withPackageCache(distribution.install(CURL))) {
            for (int script : new int[] {2, 4}) {
                Process check = new ProcessBuilder(
                                "sh", "-n", "-c", command.arguments().get(script))
                        .inheritIO()
                        .start();
                assertThat(check.waitFor()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(Distribution distribution) {
        assertThat(Distribution.named(distribution.id())).isSameAs(distribution);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gentoo", "Fedora", "DEBIAN", "", "debian "})
    void refusesAnUnknownNameAndListsAll(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Distribution.named(name))
                .withMessage("'" + name + "' is not a supported distribution. Supported are almalinux, alpine, arch,"
                        + " centos, debian, fedora, opensuse, rhel, rocky, ubuntu.");
    }

    @Test
    void hasADefaultVersionForAlpineAndArchOnly() {
        assertThat(ALPINE.defaultVersion()).contains("latest");
        assertThat(ARCH.defaultVersion()).contains("rolling");
        assertThat(Stream.of(Distribution.values())
                        .filter(distribution -> distribution.defaultVersion().isPresent()))
                .containsExactlyInAnyOrder(ALPINE, ARCH);
    }

    @ParameterizedTest
    @CsvSource({
        "ALPINE, latest, docker.io/library/alpine:latest",
        "ALPINE, 3.20, docker.io/library/alpine:3.20",
        "ARCH, rolling, docker.io/library/archlinux:latest",
        "ARCH, base-devel, docker.io/library/archlinux:base-devel",
        "CENTOS, 7, docker.io/library/centos:7",
        "CENTOS, stream9, quay.io/centos/centos:stream9",
        "ALMALINUX, 9, docker.io/library/almalinux:9",
        "ROCKY, 9, docker.io/rockylinux/rockylinux:9",
        "RHEL, 9, registry.access.redhat.com/ubi9/ubi:latest",
        "RHEL, 9.4, registry.access.redhat.com/ubi9/ubi:9.4",
        "DEBIAN, bookworm, docker.io/library/debian:bookworm",
        "FEDORA, 41, registry.fedoraproject.org/fedora:41",
        "OPENSUSE, tumbleweed, registry.opensuse.org/opensuse/tumbleweed:latest",
        "OPENSUSE, 15.6, registry.opensuse.org/opensuse/leap:15.6",
        "UBUNTU, 24.04, docker.io/library/ubuntu:24.04",
    })
    void hasAnOfficialImage(Distribution distribution, String version, String image) {
        assertThat(distribution.officialImage(version)).isEqualTo(image);
        assertThat(Reference.parse(image)).hasToString(image);
    }

    private static Command apt(String... arguments) {
        return Command.of("apt-get").with(List.of(arguments)).withVariable("DEBIAN_FRONTEND", "noninteractive");
    }

    private static Command dpkg(String... arguments) {
        return apt(arguments).withVariable("DPKG_FORCE", "unsafe-io");
    }
}

package io.github.fdomaven.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.packages.PendingUpdate.Security;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code updates} have what the script printed with the real package managers. */
class UpdateQueryTest {

    private static final String LONG = "a-package-with-a-very-long-name-that-does-not-fit-into-a-column-of-the-table";

    static List<String> recorded(String file) throws IOException {
        try (InputStream recording = UpdateQueryTest.class.getResourceAsStream("updates/" + file + ".txt")) {
            return new String(recording.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static PendingUpdate update(String name, String installed, String available, Security security) {
        return new PendingUpdate(name, Optional.of(installed), available, security);
    }

    @Test
    void readsTheUpdatesOfApt() throws IOException {
        assertThat(UpdateQuery.read(recorded("apt")))
                .containsExactly(
                        new PendingUpdate("newdep", Optional.empty(), "1.0", Security.UNKNOWN),
                        update("other", "2:1.0-1", "2:1.0-1+deb12u1", Security.YES),
                        update("tool", "1.0", "1.1", Security.UNKNOWN),
                        update("tool-libs", "1.0", "1.0+deb12u1", Security.YES));
    }

    @ParameterizedTest
    @CsvSource({
        "Debian:12.15/oldstable, NO",
        "Debian-Security:12/oldstable-security, YES",
        "'Debian:12.15/oldstable, Debian-Security:12/oldstable-security', YES",
        "Ubuntu:24.04/noble-updates, NO",
        "'Ubuntu:24.04/noble-updates, Ubuntu:24.04/noble-security', YES",
        "localhost, UNKNOWN"
    })
    void findsSecurityUpdatesOfAptByTheirOrigin(String origin, Security security) {
        assertThat(UpdateQuery.read(List.of(
                        "fdo-manager\tapt",
                        "fdo-begin\tupdates",
                        "Inst libc6 [2.36-9] (2.36-10 " + origin + " [amd64]) []",
                        "fdo-end\tupdates\t0")))
                .containsExactly(update("libc6", "2.36-9", "2.36-10", security));
    }

    @Test
    void readsTheUpdatesOfDnf() throws IOException {
        assertThat(UpdateQuery.read(recorded("dnf")))
                .containsExactly(
                        update(LONG, "1.0-1", "1.0.20261127.0123456789abcdef-1", Security.NO),
                        update("fedora-release", "1-1", "2-1", Security.UNKNOWN),
                        update("fedora-repos", "1-1", "2-1", Security.UNKNOWN),
                        update("plain", "1.0-1", "2.0-1", Security.NO),
                        update("tool", "1.0-1", "1.1-1", Security.YES));
    }

    @Test
    void readsALongNameOfYumThatHasALineOfItsOwn() {
        assertThat(UpdateQuery.read(List.of(
                        "fdo-manager\tdnf",
                        "fdo-begin\tupdates",
                        "a-very-long-name.x86_64",
                        "                         1:2.0-1.el7          updates",
                        "Obsoleting Packages",
                        "new.noarch    3-1    updates",
                        "    old.noarch    2-1    @updates",
                        "fdo-end\tupdates\t100")))
                .containsExactly(
                        new PendingUpdate("a-very-long-name", Optional.empty(), "1:2.0-1.el7", Security.UNKNOWN));
    }

    @Test
    void readsTheUpdatesOfZypper() throws IOException {
        assertThat(UpdateQuery.read(recorded("zypper")))
                .containsExactly(
                        update(LONG, "1.0-1", "1.0.20261127.0123456789abcdef-1", Security.NO),
                        update("plain", "1.0-1", "2.0-1", Security.NO),
                        update("tool", "1.0-1", "1.1-1", Security.YES));
    }

    @Test
    void readsTheUpdatesOfPacmanWithoutIgnoredPackages() throws IOException {
        assertThat(UpdateQuery.read(recorded("pacman")))
                .containsExactly(update("tool", "1.0-1", "1:1.1-1", Security.UNKNOWN));
    }

    /** These lines are not recorded: Debian has no package of apk. */
    @Test
    void readsTheUpdatesOfApk() {
        assertThat(UpdateQuery.read(List.of(
                        "fdo-manager\tapk",
                        "fdo-begin\tupdates",
                        "Installed:                                Available:",
                        "busybox-1.36.1-r0                       < 1.36.1-r5 ",
                        "libcrypto3-3.1.4-r1                     < 3.1.4-r5 @edge",
                        "fdo-end\tupdates\t0")))
                .containsExactly(
                        update("busybox", "1.36.1-r0", "1.36.1-r5", Security.UNKNOWN),
                        update("libcrypto3", "3.1.4-r1", "3.1.4-r5", Security.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apt-current", "dnf-current", "zypper-current", "pacman-current"})
    void hasNoUpdatesAfterAnUpgrade(String file) throws IOException {
        assertThat(UpdateQuery.read(recorded(file))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            apt-broken    | apt could not refresh its metadata (status 100): E: Failed to fetch http://gone.example:9/
            dnf-broken    | dnf could not refresh its metadata (status 1): Error: Failed to download metadata for repo 'gone'
            zypper-broken | zypper could not refresh its metadata (status 4): Error message: Failed to connect to gone.example
            pacman-broken | pacman could not refresh its metadata (status 1): error: failed retrieving file 'gone.db'
            """)
    void quotesAPackageManagerWithoutItsRepositories(String file, String message) throws IOException {
        List<String> lines = recorded(file);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateQuery.read(lines))
                .withMessageStartingWith(message);
    }

    @Test
    void saysThatThereIsNoPackageManager() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateQuery.read(List.of()))
                .withMessage("the image has none of the package managers apt, dnf, yum, zypper, apk and pacman");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateQuery.read(List.of("fdo-manager\tother")))
                .withMessage("the image has an unknown package manager");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateQuery.read(List.of("fdo-manager\tapt", "fdo-begin\tupdates", "Inst x")))
                .withMessage("apt did not answer to the end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateQuery.read(
                        List.of("fdo-manager\tdnf", "fdo-begin\tupdates", "no database", "fdo-end\tupdates\t1")))
                .withMessage("dnf could not list the updates (status 1): no database");
    }

    @Test
    void makesTextsOfAnImageSafe() {
        assertThat(UpdateQuery.read(List.of(
                        "fdo-manager\tpacman",
                        "fdo-begin\tupdates",
                        "to\u001b[31mol 1\u202e -> 2\u0007",
                        "fdo-end\tupdates\t0")))
                .singleElement()
                .satisfies(update -> assertThat(update.toString()).doesNotContainPattern("\\p{Cc}|\u202e"));
    }

    @Test
    void asksTheGivenPackageManager() {
        assertThat(UpdateQuery.command(UpdateQuery.Mode.REFRESH, Optional.of(PackageFormat.RPM)))
                .endsWith("refresh", "rpm");
        assertThat(UpdateQuery.command(UpdateQuery.Mode.OFFLINE, Optional.empty()))
                .endsWith("offline", "any");
    }
}

package io.github.fdomaven.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Verifies the order of versions with examples of the distributions' documents. VersionProgramsTest compares with their programs. */
class VersionOrderTest {

    @Example
    void ordersVersionsOfDebian() {
        assertAscending(
                PackageFormat.DEB,
                "0~~",
                "0~~a",
                "0~",
                "0",
                "0a",
                "0+a",
                "0.9-99",
                "1.0~rc1-1",
                "1.0-1~bpo12+1",
                "1.0-1",
                "1.0-1+b1",
                "1.0-1+deb12u1",
                "1.0-1.1",
                "1.0-2",
                "1.0-10",
                "1.0a-1",
                "1.0+dfsg-1",
                "1.0.1-1",
                "1.10-1",
                "1:0.1-1",
                "10:0");
        assertEqual(PackageFormat.DEB, "1.0", "0:1.0", "1.00", "1.0-0", "00001.0", "1.0-");
    }

    @Example
    void ordersVersionsOfRpm() {
        assertAscending(
                PackageFormat.RPM,
                "1.0~rc1-1",
                "1.0~rc1^git1-1",
                "1.0~rc2-1",
                "1.0-1",
                "1.0-1.fc41",
                "1.0-2.fc41",
                "1.0-10.fc41",
                "1.0^20240101git-1",
                "1.0^20240102git-1",
                "1.0a-1",
                "1.0.a-2",
                "1.0.1-1",
                "1.1-1",
                "1.10-1",
                "1:0.1-1");
        assertEqual(PackageFormat.RPM, "1.0-1", "0:1.0-1", "1_0-1", "1..0-1", "1.00-1", "1.0.-01");
        assertThat(PackageFormat.RPM.versionOrder().compare("2.0", "2.0-1")).isNegative();
    }

    @Example
    void ordersVersionsOfPacman() {
        assertAscending(
                PackageFormat.ALPM,
                "1.0a",
                "1.0b",
                "1.0beta",
                "1.0p",
                "1.0pre",
                "1.0rc",
                "1.0",
                "1.0.a",
                "1.0.1",
                "1.1",
                "1.10",
                "1:0.1");
        assertEqual(PackageFormat.ALPM, "1.0", "1.0-1", "0:1.0");
        assertThat(PackageFormat.ALPM.versionOrder().compare("1.0-1", "1.0-2")).isNegative();
    }

    @Example
    void ordersVersionsOfApk() {
        assertAscending(
                PackageFormat.APK,
                "0.1_alpha",
                "0.1_alpha2",
                "0.1_beta",
                "0.1_pre1",
                "0.1_rc1",
                "0.1",
                "0.1-r1",
                "0.1-r10",
                "0.1_git20240101",
                "0.1_p1",
                "0.1a",
                "0.1b",
                "0.1.1",
                "0.2",
                "0.10",
                "1.01",
                "1.02",
                "1.1",
                "20050718",
                "20060301");
        assertEqual(PackageFormat.APK, "1.0-r0", "1.0-r00");
    }

    private static void assertAscending(PackageFormat format, String... versions) {
        for (int i = 0; i < versions.length; i++) {
            for (int j = 0; j < versions.length; j++) {
                assertThat(Integer.signum(format.versionOrder().compare(versions[i], versions[j])))
                        .as("%s and %s", versions[i], versions[j])
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    private static void assertEqual(PackageFormat format, String... versions) {
        for (String one : versions) {
            for (String other : versions) {
                assertThat(format.versionOrder().compare(one, other))
                        .as("%s and %s", one, other)
                        .isZero();
            }
        }
    }

    /** Also for text that is no version: a label can have any text. */
    @Property(tries = 500)
    void reversesTheOrderForReversedArguments(
            @ForAll PackageFormat format, @ForAll("texts") String one, @ForAll("texts") String other) {
        int difference = format.versionOrder().compare(one, other);

        assertThat(Integer.signum(format.versionOrder().compare(other, one))).isEqualTo(-Integer.signum(difference));
        assertThat(format.versionOrder().compare(one, one)).isZero();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(versions(), Arbitraries.strings().ofMaxLength(20));
    }

    /** Versions that are made of a few parts, so that many are alike. */
    static Arbitrary<String> versions() {
        Arbitrary<String> part = Arbitraries.of(
                "0", "1", "2", "10", "01", "007", "a", "b", "rc", "beta", ".", ".", ".", "~", "+", "git", "_", "dfsg");
        return part.list().ofMinSize(1).ofMaxSize(7).map(parts -> {
            List<String> all = new ArrayList<>(List.of("1"));
            all.addAll(parts);
            return String.join("", all);
        });
    }
}

package io.github.fdomaven.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageChangeTest {

    @Test
    void findsWhatChanged() {
        PackageList before =
                list(PackageFormat.DEB, "bash 5.1-1", "curl 7.88-1", "git 1:2.39-1", "nano 7.2-1", "vim 9-1");
        PackageList after =
                list(PackageFormat.DEB, "bash 5.2-1", "curl 7.88-1", "git 2.45-1", "wget 1.21-1", "vim 09-1");

        assertThat(PackageChange.between(before, after))
                .extracting(change -> change.kind() + " " + change.installed().name())
                .containsExactly("UPGRADED bash", "DOWNGRADED git", "REMOVED nano", "CHANGED vim", "ADDED wget");
        assertThat(PackageChange.between(after, after)).isEmpty();
    }

    @Test
    void doesNotGuessWhichOfSeveralVersionsReplacedAnother() {
        PackageList before = list(PackageFormat.RPM, "kernel 6.1-1", "kernel 6.2-1");
        PackageList after = list(PackageFormat.RPM, "kernel 6.2-1", "kernel 6.3-1");

        assertThat(PackageChange.between(before, after))
                .extracting(change -> change.kind() + " " + change.installed().version())
                .containsExactly("UPGRADED 6.3-1");
        assertThat(PackageChange.between(before, list(PackageFormat.RPM, "kernel 6.3-1")))
                .extracting(PackageChange::kind)
                .containsOnly(PackageChange.Kind.ADDED, PackageChange.Kind.REMOVED)
                .hasSize(3);
    }

    /** Neither the versions nor the architectures of different distributions mean the same. */
    @Test
    void comparesDifferentDistributionsByName() {
        PackageList debian = list(PackageFormat.DEB, "bash 5.1-1", "nano 7.2-1");
        PackageList fedora = new PackageList(
                PackageFormat.RPM,
                new OperatingSystem("fedora", "41"),
                List.of(InstalledPackage.of("bash", "0:5.2-1.fc41", "x86_64", "", "")));

        assertThat(PackageChange.isOrdered(debian, fedora)).isFalse();
        assertThat(PackageChange.between(debian, fedora))
                .extracting(change -> change.kind() + " " + change.installed().name())
                .containsExactly("CHANGED bash", "REMOVED nano");
    }

    private static PackageList list(PackageFormat format, String... packages) {
        return new PackageList(
                format,
                new OperatingSystem("any", "1"),
                Arrays.stream(packages)
                        .map(text -> text.split(" "))
                        .map(fields -> InstalledPackage.of(fields[0], fields[1], "amd64", "", ""))
                        .toList());
    }
}

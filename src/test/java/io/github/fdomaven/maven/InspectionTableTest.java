package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.inspection.Inspected;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.OperatingSystem;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.support.Secrets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InspectionTableTest {

    private final Secrets secrets = new Secrets();

    private List<String> lines(InstalledPackage... packages) {
        PackageList list = new PackageList(PackageFormat.DEB, new OperatingSystem("debian", "12"), List.of(packages));
        return new InspectionTable(secrets).lines(List.of(Inspected.image(PackageLists.labels(list), Inspected.FRESH)));
    }

    @Test
    void showsThePackagesBelowTheDescription() {
        assertThat(lines(
                        new InstalledPackage("bash", "5.2.15-2+b8", "amd64", "bash", "5.2.15-2"),
                        new InstalledPackage("libssl3", "3.0.15-1", "amd64", "openssl", "3.0.15-1")))
                .contains("  packages    2 of debian 12")
                .endsWith(
                        "  PACKAGE  VERSION      ARCHITECTURE  SOURCE",
                        "  bash     5.2.15-2+b8  amd64         bash 5.2.15-2",
                        "  libssl3  3.0.15-1     amd64         openssl");
    }

    @Test
    void showsNoTableIfThePackagesAreUnknown() {
        assertThat(new InspectionTable(secrets).lines(List.of(Inspected.image(Map.of(), Inspected.FRESH))))
                .noneMatch(line -> line.contains("PACKAGE"));
    }

    @Test
    void showsTextsOfAnImageInOneLineAndWithoutSecrets() {
        secrets.add("t0psecret-value");

        List<String> lines = lines(
                new InstalledPackage("a\u2028[ERROR] b\u202e", "1\u009b31m", "amd64", "t0psecret-value", "1\u009b31m"));

        assertThat(lines.get(lines.size() - 1)).isEqualTo("  a [ERROR] b  1 31m    amd64         ***");
    }
}

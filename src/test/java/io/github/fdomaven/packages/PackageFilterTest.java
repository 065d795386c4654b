package io.github.fdomaven.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackageFilterTest {

    private static final PackageList LIST = new PackageList(
            PackageFormat.DEB,
            new OperatingSystem("debian", "12"),
            List.of(installed("bash"), installed("libssl3"), installed("openssl")));

    private static InstalledPackage installed(String name) {
        return InstalledPackage.of(name, "1", "amd64", "", "");
    }

    @Test
    void selectsPackagesByTheirNames() {
        assertThat(PackageFilter.of(List.of("*ssl*")).of(LIST))
                .containsExactly(installed("libssl3"), installed("openssl"));
        assertThat(PackageFilter.of(List.of("ba?h", "openssl")).of(LIST))
                .containsExactly(installed("bash"), installed("openssl"));
        assertThat(PackageFilter.of(List.of("ssl")).of(LIST)).isEmpty();
    }

    @Test
    void selectsAllPackagesWithoutPatterns() {
        PackageFilter all = PackageFilter.of(List.of());

        assertThat(all.of(LIST)).isEqualTo(LIST.packages());
        assertThat(all.isActive()).isFalse();
    }
}

package io.github.fdomaven.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PackageListTest {

    private static final OperatingSystem DEBIAN = new OperatingSystem("debian", "12");

    @Example
    void readsPackagesOfDebian() {
        PackageList list = PackageList.read(
                PackageFormat.DEB,
                List.of(
                        "system\tdebian\t12",
                        "installed\tlibssl3\t3.0.15-1~deb12u1\tamd64\topenssl\t3.0.15-1~deb12u1",
                        "config-files\tnano\t7.2-1\tamd64\tnano\t7.2-1",
                        "installed\tbash\t5.2.15-2+b8\tamd64\tbash\t5.2.15-2"));

        assertThat(list.system()).hasToString("debian 12");
        assertThat(list.packages())
                .containsExactly(
                        new InstalledPackage("bash", "5.2.15-2+b8", "amd64", "bash", "5.2.15-2"),
                        new InstalledPackage("libssl3", "3.0.15-1~deb12u1", "amd64", "openssl", "3.0.15-1~deb12u1"));
    }

    @Example
    void readsPackagesOfRpm() {
        PackageList list = PackageList.read(
                PackageFormat.RPM,
                List.of(
                        "system\tfedora\t41",
                        "gpg-pubkey\t0:a15b79cc-63d04c2c\t(none)\t(none)",
                        "openssl-libs\t1:3.2.2-9.fc41\tx86_64\topenssl-3.2.2-9.fc41.src.rpm",
                        "bash\t0:5.2.32-1.fc41\tx86_64\tbash-5.2.32-1.fc41.src.rpm"));

        assertThat(list.packages())
                .containsExactly(
                        new InstalledPackage("bash", "5.2.32-1.fc41", "x86_64", "bash", "5.2.32-1.fc41"),
                        new InstalledPackage("openssl-libs", "1:3.2.2-9.fc41", "x86_64", "openssl", "1:3.2.2-9.fc41"));
    }

    @Example
    void readsPackagesOfAlpine() {
        PackageList list = PackageList.read(
                PackageFormat.APK,
                List.of(
                        "system\talpine\t3.20.3",
                        "P:musl",
                        "V:1.2.5-r0",
                        "A:x86_64",
                        "o:musl",
                        "",
                        "P:ssl_client",
                        "V:1.36.1-r29",
                        "A:x86_64",
                        "o:busybox",
                        ""));

        assertThat(list.packages())
                .containsExactly(
                        new InstalledPackage("musl", "1.2.5-r0", "x86_64", "musl", "1.2.5-r0"),
                        new InstalledPackage("ssl_client", "1.36.1-r29", "x86_64", "busybox", "1.36.1-r29"));
    }

    @Example
    void readsPackagesOfArch() {
        PackageList list = PackageList.read(
                PackageFormat.ALPM,
                List.of(
                        "system\tarch\t",
                        "%NAME%",
                        "gcc-libs",
                        "",
                        "%VERSION%",
                        "14.2.1+r134-1",
                        "",
                        "%BASE%",
                        "gcc",
                        "",
                        "%ARCH%",
                        "x86_64",
                        "",
                        "%NAME%",
                        "tzdata",
                        "",
                        "%VERSION%",
                        "2024b-2"));

        assertThat(list.system()).hasToString("arch");
        assertThat(list.packages())
                .containsExactly(
                        new InstalledPackage("gcc-libs", "14.2.1+r134-1", "x86_64", "gcc", "14.2.1+r134-1"),
                        new InstalledPackage("tzdata", "2024b-2", "", "tzdata", "2024b-2"));
    }

    @Example
    void saysWhatThePackageManagerSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackageList.read(
                        PackageFormat.DEB,
                        List.of(
                                "system\tdebian\t12",
                                "installed\tbash",
                                "",
                                "error: in line 5",
                                " garbage",
                                "status\t2")))
                .withMessage("the package manager ended with status 2: error: in line 5 garbage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackageList.read(
                        PackageFormat.DEB, List.of("sh: 2: .: cannot open /etc/os-release: No such file")))
                .withMessage(
                        "the image has no file /etc/os-release: sh: 2: .: cannot open /etc/os-release: No such file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackageList.read(
                        PackageFormat.RPM, List.of("system\tfedora\t41", "warning: a broken database")))
                .withMessage("a line has 1 fields instead of 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackageList.read(PackageFormat.RPM, List.of("system\tfedora\t41")))
                .withMessage("the package manager says that no package is installed");
    }

    /** The order of a database changes when packages are installed in another order. */
    @Property(tries = 50)
    void hasOneDigestForOneSetOfPackages(@ForAll Random random) {
        List<InstalledPackage> packages = packages(50);
        PackageList list = new PackageList(PackageFormat.DEB, DEBIAN, packages);
        java.util.Collections.shuffle(packages, random);

        PackageList shuffled = new PackageList(PackageFormat.DEB, DEBIAN, packages);

        assertThat(shuffled).isEqualTo(list);
        assertThat(shuffled.digest()).isEqualTo(list.digest());
        assertThat(PackageList.ofLabel(list.label().orElseThrow())).isEqualTo(list);
    }

    /** The file has 400 packages of Debian, as dpkg-query lists them. */
    @Example
    void hasAShortLabel() throws IOException {
        List<String> lines = new ArrayList<>(List.of("system\tdebian\t12"));
        lines.addAll(Files.readAllLines(Path.of("src/test/resources/packages/debian-bookworm.tsv")));

        PackageList list = PackageList.read(PackageFormat.DEB, lines);

        assertThat(list.packages()).hasSize(400);
        assertThat(list.label().orElseThrow()).hasSizeLessThan(16 * 1024);
        assertThat(PackageList.ofLabel(list.label().orElseThrow())).isEqualTo(list);
    }

    @Example
    void hasNoLabelIfTheListIsLong() {
        assertThat(new PackageList(PackageFormat.DEB, DEBIAN, packages(5_000)).label())
                .isEmpty();
    }

    private static List<InstalledPackage> packages(int number) {
        Random random = new Random(1);
        List<InstalledPackage> packages = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String name = "lib" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36);
            packages.add(InstalledPackage.of(
                    name,
                    random.nextInt(20) + "." + random.nextInt(20) + "-" + random.nextInt(9),
                    "amd64",
                    i % 2 == 0 ? "" : name.substring(0, 6),
                    ""));
        }
        return packages;
    }

    @Example
    void refusesLabelsThatAreNoPackageLists() throws IOException {
        assertRefused("%", "it is not Base64");
        assertRefused("", "it is not compressed by gzip, or is cut off");
        assertRefused("aGVsbG8=", "it is not compressed by gzip, or is cut off");
        String label =
                new PackageList(PackageFormat.DEB, DEBIAN, packages(9)).label().orElseThrow();
        assertRefused(label.substring(0, label.length() / 8 * 4), "it is not compressed by gzip, or is cut off");
        assertRefused(compressed(new byte[100_000_000]), "its list has more than 2097152 bytes");
        assertRefused(compressed("hello\n"), "its list does not begin with a format and an operating system");
        assertRefused(compressed("# zip debian 12\n"), "its list has the unknown format 'zip'");
        assertRefused(compressed("# deb debian 12\nbash\n"), "a package has no name or no version");
        assertRefused(compressed("# deb debian <b>\n"), "the operating system has an invalid name or version");
        assertRefused(compressed("# deb debian 12\nbash\t1\u001b[2J\n"), " is not part of a package");
        assertRefused(compressed("# deb debian 12\na\tb\tc\td\te\tf\n"), "a package has 6 fields instead of 5");
        assertRefused(
                compressed("# deb debian 12\nbash\t1\n".getBytes(StandardCharsets.UTF_16)), "its list is not UTF-8");
        assertRefused(
                compressed("# deb debian 12\nbash\t1\n".getBytes(StandardCharsets.UTF_16LE)),
                "its list does not begin with a format and an operating system");
        assertRefused(
                Base64.getUrlEncoder().encodeToString("????????>>>>".getBytes(StandardCharsets.UTF_8)),
                "it is not Base64");
    }

    private static void assertRefused(String label, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PackageList.ofLabel(label))
                .withMessageContaining(message);
    }

    private static String compressed(String text) throws IOException {
        return compressed(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String compressed(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The messages of bad labels and outputs name what is wrong, and nothing else is thrown. */
    @Property(tries = 300)
    void refusesAnyOtherText(@ForAll String text, @ForAll PackageFormat format) throws IOException {
        for (ThrowingReader reader : List.<ThrowingReader>of(
                () -> PackageList.ofLabel(text),
                () -> PackageList.ofLabel(compressed(text)),
                () -> PackageList.ofLabel(compressed("# deb debian 12\n" + text)),
                () -> PackageList.read(format, text.lines().toList()),
                () -> PackageList.read(
                        format, ("system\tdebian\t12\n" + text).lines().toList()))) {
            try {
                reader.read();
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private interface ThrowingReader {
        void read() throws IOException;
    }
}

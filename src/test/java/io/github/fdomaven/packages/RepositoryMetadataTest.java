package io.github.fdomaven.packages;

import static io.github.fdomaven.packages.UpdateQueryTest.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryMetadataTest {

    private static final String DIGEST = "a".repeat(64);

    private static Optional<RepositoryMetadata> dnf(String... repositories) {
        List<String> lines = new ArrayList<>(
                List.of("fdo-manager\tdnf", "fdo-begin\tupdates", "fdo-end\tupdates\t0", "fdo-begin\trepositories"));
        lines.addAll(List.of(repositories));
        lines.addAll(List.of(
                "fdo-end\trepositories\t0",
                "fdo-begin\tmetadata",
                DIGEST + "  ./a-1/repodata/repomd.xml",
                "fdo-end\tmetadata\t0"));
        return RepositoryMetadata.read(lines);
    }

    @ParameterizedTest
    @CsvSource({
        "dnf-current, http://repo.example:8000/rpm/repodata/repomd.xml",
        "zypper-current, http://repo.example:8000/rpm/repodata/repomd.xml",
        "pacman-current, http://repo.example:8000/core/core.db"
    })
    void readsTheRepositoriesOfABuildContainer(String file, String address) throws IOException {
        assertThat(RepositoryMetadata.read(recorded(file)).orElseThrow().addresses())
                .containsExactly(address);
    }

    @Test
    void readsTheRepositoriesOfApt() throws IOException {
        RepositoryMetadata metadata =
                RepositoryMetadata.read(recorded("apt-current")).orElseThrow();

        assertThat(metadata.addresses())
                .containsExactly(
                        "http://archive.example/debian/dists/bookworm/InRelease",
                        "http://security.example/debian-security/dists/bookworm-security/InRelease",
                        "http://repo.example:8000/apt/main/./Release",
                        "http://repo.example:8000/apt/security/./Release");
        assertThat(metadata.digest())
                .isEqualTo(RepositoryMetadata.digest(List.of(
                        Digest.parse("sha256:0fb1493374efec9f0cf85fb67ef467536e3204d2947f39bb0a7aa6f14ef6f123"),
                        Digest.parse("sha256:bb92a3756e4a29c9d5921ada85e2a4127c44b4a96856458e506d717b02bdcc5a"),
                        Digest.parse("sha256:e80be394e68d9f8f1e1eeedb3ec1727b3c34522265283c431580873e1735ae21"),
                        Digest.parse("sha256:77737fa4b34f2693e982cc9ee35736816c35a7778fc2d326cc1bbf5b301fe1aa"))));
    }

    @Test
    void readsTheRepositoriesOfApk() {
        assertThat(RepositoryMetadata.read(List.of(
                                "fdo-manager\tapk",
                                "fdo-begin\tupdates",
                                "fdo-end\tupdates\t0",
                                "fdo-begin\tarchitecture",
                                "x86_64",
                                "fdo-end\tarchitecture\t0",
                                "fdo-begin\trepositories",
                                "# a comment",
                                "https://apk.example/alpine/v3.20/main",
                                "@edge https://apk.example/alpine/edge/main/",
                                "fdo-end\trepositories\t0",
                                "fdo-begin\tmetadata",
                                DIGEST + "  ./APKINDEX.01234567.tar.gz",
                                "b".repeat(64) + "  ./APKINDEX.89abcdef.tar.gz",
                                "fdo-end\tmetadata\t0"))
                        .orElseThrow()
                        .label())
                .isEqualTo("https://apk.example/alpine/v3.20/main/x86_64/APKINDEX.tar.gz"
                        + " https://apk.example/alpine/edge/main/x86_64/APKINDEX.tar.gz");
    }

    @Test
    void usesTheMetalinkOfARepository() {
        String metalink = "https://mirrors.example/metalink?repo=fedora-41&arch=x86_64";

        assertThat(dnf("Repo-id : fedora", "Repo-metalink : " + metalink, "Repo-baseurl : https://a.example/x (9 more)")
                        .orElseThrow()
                        .addresses())
                .containsExactly(metalink);
    }

    @Test
    void isNothingIfPackagesHaveUpdates() throws IOException {
        assertThat(RepositoryMetadata.read(recorded("apt"))).isEmpty();
    }

    @Test
    void isNothingIfTheQuestionFailed() throws IOException {
        assertThat(RepositoryMetadata.read(recorded("apt-broken"))).isEmpty();
        assertThat(RepositoryMetadata.read(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///srv/repository",
                "ftp://repo.example/x",
                "https://user:password@repo.example/x",
                "https://user@repo.example/x",
                "https://repo.example/x?token=abc",
                "https://repo.example/t0k3nt0k3nt0k3nt0k3n/x",
                "https://repo.example/a,https://repo.example/b",
                "mirror+http://repo.example/x"
            })
    void keepsNoAddressThatIsNotPublic(String address) {
        assertThat(dnf("Repo-id : a", "Repo-baseurl : " + address)).isEmpty();
    }

    @Test
    void keepsNoListOfMirrors() {
        assertThat(dnf("Repo-id : a", "Repo-mirrors : https://m.example/l", "Repo-baseurl : https://a.example/x"))
                .isEmpty();
    }

    @Test
    void isNothingIfARepositoryHasNoMetadata() {
        assertThat(dnf(
                        "Repo-id : a",
                        "Repo-baseurl : https://a.example/x",
                        "Repo-id : b",
                        "Repo-baseurl : https://b.example/x"))
                .isEmpty();
        assertThat(dnf()).isEmpty();
        assertThat(dnf("Repo-baseurl : https://a.example/x")).isPresent();
    }

    @Test
    void isReadFromItsLabels() throws IOException {
        RepositoryMetadata metadata =
                RepositoryMetadata.read(recorded("apt-current")).orElseThrow();

        assertThat(RepositoryMetadata.ofLabels(
                        Optional.of(metadata.digest().toString()), Optional.of(metadata.label())))
                .contains(metadata);
    }

    @ParameterizedTest
    @CsvSource({
        "sha256:x, https://a.example/x",
        "sha256:" + "aaaa" + ", https://a.example/x",
        "'', https://a.example/x",
    })
    void ignoresLabelsWithoutADigest(String digest, String addresses) {
        assertThat(RepositoryMetadata.ofLabels(Optional.of(digest), Optional.of(addresses)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "http:///x", "file:///etc/passwd", "https://a.example/x https://u:p@b.example/y"})
    void ignoresLabelsWithOtherAddresses(String addresses) {
        assertThat(RepositoryMetadata.ofLabels(Optional.of("sha256:" + DIGEST), Optional.of(addresses)))
                .isEmpty();
    }

    @Test
    void ignoresManyAddresses() {
        assertThat(RepositoryMetadata.ofLabels(
                        Optional.of("sha256:" + DIGEST), Optional.of("https://a.example/x ".repeat(1000))))
                .isEmpty();
    }
}

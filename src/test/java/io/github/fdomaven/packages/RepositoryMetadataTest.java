package io.github.fdomaven.packages;

import static io.github.fdomaven.packages.UpdateQueryTest.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        "dnf5-current, http://repo.example:8000/rpm/repodata/repomd.xml",
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
                        Digest.parse("sha256:f24623a9c858b687190233e982ab233173ceaf1221d990936b7c40598d2bb978"),
                        Digest.parse("sha256:433fc37372da2861822dc926a2a652fefc6232824812d236ca97b1f2a16ded50"),
                        Digest.parse("sha256:0ea90d123ab210967462d86cb4e2388602b51d023fdb9802a6d6d812a7d614f4"),
                        Digest.parse("sha256:33b9d33c634bf57c2cc630836efe778120308ddabd9b261fec82ffadb574e40f"))));
    }

    /** The script has computed the digest of the same file. */
    @Test
    void computesTheDigestOfAReleaseFileWithoutItsDate() throws IOException {
        String release = String.join("\n", recorded("Release")) + "\n";
        Optional<Digest> digest =
                Optional.of(Digest.parse("sha256:0ea90d123ab210967462d86cb4e2388602b51d023fdb9802a6d6d812a7d614f4"));

        assertThat(releaseDigest(release)).isEqualTo(digest);
        assertThat(releaseDigest(release.replace("Fri, 27 Nov", "Sat, 28 Nov"))).isEqualTo(digest);
        assertThat(releaseDigest(
                        "-----BEGIN PGP SIGNED MESSAGE-----\n\n" + release + "-----BEGIN PGP SIGNATURE-----\n"))
                .isEqualTo(digest);
        assertThat(releaseDigest(release.replace("b197423a", "c197423a"))).isNotEqualTo(digest);
        assertThat(releaseDigest("Date: today\nSHA512:\n 00 1 Packages\n")).isEmpty();
    }

    private static Optional<Digest> releaseDigest(String content) {
        return RepositoryMetadata.digest("http://a.example/InRelease", content.getBytes(StandardCharsets.UTF_8));
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
                        + ",https://apk.example/alpine/edge/main/x86_64/APKINDEX.tar.gz");
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
                "https://repo.example/glpat-t0k3nt0k3nt0k3nt0k3n/x",
                "https://repo.example/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f/x",
                "https://[::1/x",
                "https://a:b:c/x",
                "https://repo.example/%zz",
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
    @ValueSource(strings = {"", "x", "http:///x", "file:///etc/passwd", "https://a.example/x,https://u:p@b.example/y"})
    void ignoresLabelsWithOtherAddresses(String addresses) {
        assertThat(RepositoryMetadata.ofLabels(Optional.of("sha256:" + DIGEST), Optional.of(addresses)))
                .isEmpty();
    }

    @Test
    void ignoresManyAddresses() {
        assertThat(RepositoryMetadata.ofLabels(
                        Optional.of("sha256:" + DIGEST), Optional.of("https://a.example/x,".repeat(1000))))
                .isEmpty();
    }
}

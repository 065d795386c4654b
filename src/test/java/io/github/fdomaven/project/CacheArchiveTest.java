package io.github.fdomaven.project;

import static io.github.fdomaven.project.TestArchive.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies a cache directory to a container and back. */
class CacheArchiveTest {

    @TempDir
    private Path directory;

    private Path cache;
    private Path outside;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void createCache() throws IOException {
        cache = Files.createDirectory(directory.resolve("kept"));
        outside = Files.writeString(directory.resolve("outside"), "theirs");
    }

    @Test
    void leavesOutALinkWhoseTargetIsNotUtf8() throws Exception {
        Process ln = new ProcessBuilder("bash", "-c", "ln -s $'caf\\351.txt' link")
                .directory(cache.toFile())
                .start();
        assertThat(ln.waitFor()).isZero();

        assertThat(TestArchive.read(bytes(new CacheArchive(cache, warnings::add))))
                .isEmpty();

        assertThat(warnings).singleElement().asString().contains("link: the target of the link is not UTF-8");
    }

    @Test
    void containsAllFilesWithTheirModesAndTimes() throws IOException {
        Path file = write("a/b/secret", "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(file, LONG_AGO);
        Files.createSymbolicLink(cache.resolve("link"), Path.of("a/b"));
        write(".git/config", "of a checkout that is kept");

        CacheArchive archive = new CacheArchive(cache, warnings::add);
        Map<String, TestArchive.Entry> entries = TestArchive.read(bytes(archive));

        assertThat(entries).containsOnlyKeys(".git/", ".git/config", "a/", "a/b/", "a/b/secret", "link");
        TarArchiveEntry secret = entries.get("a/b/secret").header();
        assertThat(secret.getMode() & 0777).isEqualTo(0600);
        assertThat(secret.getLastModifiedTime()).isEqualTo(LONG_AGO);
        assertThat(secret.getLongUserId()).isZero();
        assertThat(entries.get("link").header().getLinkName()).isEqualTo("a/b");
        assertThat(archive.files()).isEqualTo(6);
        assertThat(archive.bytes()).isEqualTo(7 + 26);
        assertThat(warnings).isEmpty();
    }

    @Test
    void allNamesBeginWithTheDirectoryOfTheContainer() throws IOException {
        write("a/file", "content");
        Files.createSymbolicLink(cache.resolve("link"), Path.of("../outside"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new CacheArchive(cache, warnings::add).writeTo(bytes, "/cache");

        assertThat(TestArchive.read(bytes.toByteArray())).containsOnlyKeys("cache/a/", "cache/a/file", "cache/link");
    }

    @Test
    void leavesOutTemporaryFiles() throws IOException {
        Path marker = TemporaryFiles.createMarker(cache).orElseThrow();

        CacheArchive archive = new CacheArchive(cache, warnings::add);

        assertThat(marker).exists();
        assertThat(archive.files()).isZero();
    }

    @Test
    void leavesOutAFileThatIsDeletedMeanwhile() throws IOException {
        write("a", "content");
        Path deleted = write("b", "content");
        CacheArchive archive = new CacheArchive(cache, warnings::add);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        archive.writeTo(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        Files.deleteIfExists(deleted);
                        bytes.write(b);
                    }
                },
                "/cache");

        assertThat(TestArchive.read(bytes.toByteArray())).containsKey("cache/a");
    }

    @Test
    void failsForADirectoryThatDoesNotExist() {
        assertThatIOException().isThrownBy(() -> new CacheArchive(directory.resolve("absent"), warnings::add));
    }

    @Test
    void copiesBackNewAndChangedFilesOnly() throws IOException {
        Path same = write("same", "as it was");
        Files.setLastModifiedTime(same, LONG_AGO);
        write("changed", "as it was");
        write("gone", "as it was");
        Snapshot sent = sent();

        int written = copyBack(
                sent,
                new TestArchive()
                        .file("cache/same", "as it was")
                        .file("cache/changed", "as it is")
                        .file("cache/new/file", "new")
                        .file("cache/checkout/.git/config", "kept"));

        assertThat(written).isEqualTo(3);
        assertThat(cache.resolve("changed")).hasContent("as it is");
        assertThat(cache.resolve("new/file")).hasContent("new");
        assertThat(cache.resolve("checkout/.git/config")).hasContent("kept");
        assertThat(cache.resolve("gone")).exists();
        assertThat(Files.getLastModifiedTime(same)).isEqualTo(LONG_AGO);
        assertThat(warnings).isEmpty();
    }

    @Test
    void keepsAFileOfAnotherBuildThatThisBuildDidNotChange() throws IOException {
        write("shared", "as it was");
        Snapshot sent = sent();
        write("shared", "by another build");

        copyBack(sent, new TestArchive().file("cache/shared", "as it was"));

        assertThat(cache.resolve("shared")).hasContent("by another build");
    }

    @Test
    void letsTheLastOfTwoBuildsWin() throws IOException {
        write("shared", "as it was");
        Snapshot sent = sent();
        write("shared", "by another build");

        copyBack(sent, new TestArchive().file("cache/shared", "by this one"));

        assertThat(cache.resolve("shared")).hasContent("by this one");
        assertThat(warnings).isEmpty();
    }

    @Test
    void replacesAFileAsAWhole() throws IOException {
        write("shared", "as it was");
        Snapshot sent = sent();
        try (var reader = Files.newBufferedReader(cache.resolve("shared"))) {
            copyBack(sent, new TestArchive().file("cache/shared", "by this one"));

            assertThat(reader.readLine()).isEqualTo("as it was");
        }
    }

    @Test
    void writesNothingOutside() throws IOException {
        Files.createSymbolicLink(cache.resolve("way-out"), directory);
        Snapshot sent = sent();

        copyBack(
                sent,
                new TestArchive()
                        .file("cache/../outside", "evil")
                        .file("/" + outside, "evil")
                        .file("cache/way-out/outside", "evil")
                        .link("cache/link", outside.toString())
                        .link("cache/up", "../outside")
                        .file("cache/link", "evil")
                        .special("cache/device", TarConstants.LF_BLK)
                        .file("cache/" + "x".repeat(256), "too long"));

        assertThat(outside).hasContent("theirs");
        try (var paths = Files.list(directory)) {
            assertThat(paths).containsExactlyInAnyOrder(cache, outside);
        }
        assertThat(Files.isSymbolicLink(cache.resolve("link"))).isFalse();
        assertThat(Files.exists(cache.resolve("up"), LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(warnings).hasSize(7);
        assertThat(warnings.get(6)).contains("its name is too long");
    }

    @Test
    void makesFilesReadableForTheOwner() throws IOException {
        copyBack(Snapshot.EMPTY, new TestArchive().file("cache/locked", "content", 0));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve("locked"))))
                .isEqualTo("rw-------");
    }

    @Test
    void deletesOldTemporaryFiles() throws IOException {
        Path old = Files.writeString(cache.resolve(".fdo-1.part"), "half a file");
        Files.setLastModifiedTime(old, LONG_AGO);
        Path recent = Files.writeString(cache.resolve(".fdo-2.part"), "of a running build");

        copyBack(Snapshot.EMPTY, new TestArchive().file("cache/new", "new"));

        try (var files = Files.list(cache)) {
            assertThat(files).containsExactlyInAnyOrder(recent, cache.resolve("new"));
        }
    }

    private int copyBack(Snapshot sent, TestArchive archive) throws IOException {
        return new CopyBack(cache, sent, CopyBack.Rules.CACHE, warnings::add)
                .unpack(new ByteArrayInputStream(archive.toBytes()));
    }

    private Path write(String name, String content) throws IOException {
        Path file = cache.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Snapshot sent() throws IOException {
        CacheArchive archive = new CacheArchive(cache, warnings::add);
        bytes(archive);
        return archive.sent();
    }

    private static byte[] bytes(CacheArchive archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        archive.writeTo(bytes, "/");
        return bytes.toByteArray();
    }
}

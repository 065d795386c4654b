package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache on its way to a container and back. */
class CacheArchiveTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-02T20:02:02Z"));

    @TempDir
    private Path directory;

    private Path cache;
    private Path outside;
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void hasACache() throws IOException {
        cache = Files.createDirectory(directory.resolve("kept"));
        outside = Files.writeString(directory.resolve("outside"), "theirs");
    }

    @Test
    void hasAllThatIsInTheDirectoryWithItsModesAndTimes() throws IOException {
        Path file = write("a/b/secret", "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(file, LONG_AGO);
        Files.createSymbolicLink(cache.resolve("link"), Path.of("a/b"));
        write(".git/config", "of a checkout that is kept");

        CacheArchive archive = new CacheArchive(cache, complaints::add);
        Map<String, TarArchiveEntry> entries = entries(bytes(archive));

        assertThat(entries.keySet()).containsExactly(".git/", ".git/config", "a/", "a/b/", "a/b/secret", "link");
        assertThat(entries.get("a/b/secret").getMode() & 0777).isEqualTo(0600);
        assertThat(entries.get("a/b/secret").getLastModifiedTime()).isEqualTo(LONG_AGO);
        assertThat(entries.get("a/b/secret").getLongUserId()).isZero();
        assertThat(entries.get("link").getLinkName()).isEqualTo("a/b");
        assertThat(archive.files()).isEqualTo(6);
        assertThat(archive.bytes()).isEqualTo(7 + 26);
        assertThat(complaints).isEmpty();
    }

    @Test
    void leavesOutOurOwnFiles() throws IOException {
        Path witness = OwnFiles.witness(cache).orElseThrow();

        CacheArchive archive = new CacheArchive(cache, complaints::add);

        assertThat(witness).exists();
        assertThat(archive.files()).isZero();
    }

    @Test
    void goesOnWhereAFileHasGoneMeanwhile() throws IOException {
        write("a", "content");
        Path gone = write("b", "content");
        CacheArchive archive = new CacheArchive(cache, complaints::add);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        archive.writeTo(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                Files.deleteIfExists(gone);
                bytes.write(b);
            }
        });

        assertThat(entries(bytes.toByteArray())).containsKey("a");
    }

    @Test
    void cannotBeOfADirectoryThatIsNotThere() {
        assertThatIOException().isThrownBy(() -> new CacheArchive(directory.resolve("absent"), complaints::add));
    }

    @Test
    void bringsBackWhatIsNewOrHasChangedOnly() throws IOException {
        Path same = write("same", "as it was");
        Files.setLastModifiedTime(same, LONG_AGO);
        write("changed", "as it was");
        write("gone", "as it was");
        Snapshot sent = sent();

        int written = bringBack(sent, tar -> {
            add(tar, "cache/same", "as it was");
            add(tar, "cache/changed", "as it is");
            add(tar, "cache/new/file", "new");
            add(tar, "cache/checkout/.git/config", "kept");
        });

        assertThat(written).isEqualTo(3);
        assertThat(cache.resolve("changed")).hasContent("as it is");
        assertThat(cache.resolve("new/file")).hasContent("new");
        assertThat(cache.resolve("checkout/.git/config")).hasContent("kept");
        assertThat(cache.resolve("gone")).exists();
        assertThat(Files.getLastModifiedTime(same)).isEqualTo(LONG_AGO);
        assertThat(complaints).isEmpty();
    }

    @Test
    void keepsWhatAnotherBuildHasWrittenMeanwhileIfThisOneHasNotTouchedIt() throws IOException {
        write("shared", "as it was");
        Snapshot sent = sent();
        write("shared", "by another build");

        bringBack(sent, tar -> add(tar, "cache/shared", "as it was"));

        assertThat(cache.resolve("shared")).hasContent("by another build");
    }

    @Test
    void letsTheLastOfTwoBuildsWin() throws IOException {
        write("shared", "as it was");
        Snapshot sent = sent();
        write("shared", "by another build");

        bringBack(sent, tar -> add(tar, "cache/shared", "by this one"));

        assertThat(cache.resolve("shared")).hasContent("by this one");
        assertThat(complaints).isEmpty();
    }

    @Test
    void replacesAFileThatSomebodyIsReadingAsAWhole() throws IOException {
        write("shared", "as it was");
        Snapshot sent = sent();
        try (var reader = Files.newBufferedReader(cache.resolve("shared"))) {
            bringBack(sent, tar -> add(tar, "cache/shared", "by this one"));

            assertThat(reader.readLine()).isEqualTo("as it was");
        }
    }

    @Test
    void writesNothingOutside() throws IOException {
        Files.createSymbolicLink(cache.resolve("way-out"), directory);
        Snapshot sent = sent();

        bringBack(sent, tar -> {
            add(tar, "cache/../outside", "evil");
            add(tar, "/" + outside, "evil");
            add(tar, "cache/way-out/outside", "evil");
            link(tar, "cache/link", outside.toString());
            link(tar, "cache/up", "../outside");
            add(tar, "cache/link", "evil");
            device(tar, "cache/device");
            add(tar, "cache/" + "x".repeat(256), "too long");
        });

        assertThat(outside).hasContent("theirs");
        try (var paths = Files.list(directory)) {
            assertThat(paths).containsExactlyInAnyOrder(cache, outside);
        }
        assertThat(Files.isSymbolicLink(cache.resolve("link"))).isFalse();
        assertThat(Files.exists(cache.resolve("up"), LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(complaints).hasSize(7);
        assertThat(complaints.get(6)).endsWith("its name is longer than one that a file can have here.");
    }

    @Test
    void canReadAgainWhatComesBack() throws IOException {
        bringBack(Snapshot.EMPTY, tar -> add(tar, "cache/locked", "content", 0));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.resolve("locked"))))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesNothingOfItsOwnBehind() throws IOException {
        Path forgotten = Files.writeString(cache.resolve(".fdo-1.part"), "half a file");
        Files.setLastModifiedTime(forgotten, LONG_AGO);
        Path others = Files.writeString(cache.resolve(".fdo-2.part"), "of a build that runs");

        bringBack(Snapshot.EMPTY, tar -> add(tar, "cache/new", "new"));

        try (var files = Files.list(cache)) {
            assertThat(files).containsExactlyInAnyOrder(others, cache.resolve("new"));
        }
    }

    /** Writes what a container gives back. */
    @FunctionalInterface
    private interface Content {

        void writeTo(TarArchiveOutputStream tar) throws IOException;
    }

    private int bringBack(Snapshot sent, Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TarArchiveOutputStream tar = ProjectArchive.tar(bytes);
        content.writeTo(tar);
        tar.finish();
        return new ReturnedFiles(cache, sent, ReturnedFiles.Rules.CACHE, complaints::add)
                .unpack(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private Path write(String name, String content) throws IOException {
        Path file = cache.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Snapshot sent() throws IOException {
        CacheArchive archive = new CacheArchive(cache, complaints::add);
        bytes(archive);
        return archive.sent();
    }

    private static byte[] bytes(CacheArchive archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        archive.writeTo(bytes);
        return bytes.toByteArray();
    }

    private static Map<String, TarArchiveEntry> entries(byte[] archive) throws IOException {
        Map<String, TarArchiveEntry> entries = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }

    private static void add(TarArchiveOutputStream tar, String name, String content) throws IOException {
        add(tar, name, content, 0644);
    }

    private static void add(TarArchiveOutputStream tar, String name, String content, int mode) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length());
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes());
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private static void device(TarArchiveOutputStream tar, String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_BLK);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }
}

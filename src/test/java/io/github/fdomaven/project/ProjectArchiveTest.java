package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectArchiveTest {

    @TempDir
    private Path project;

    /** An entry with what it holds. */
    private record Read(TarArchiveEntry entry, String content) {}

    @Test
    void holdsTheContentsOfFiles() throws IOException {
        write("a.txt", "größe");
        write("empty.txt", "");

        assertThat(archive("a.txt", "empty.txt"))
                .hasEntrySatisfying("a.txt", read -> assertThat(read.content()).isEqualTo("größe"))
                .hasEntrySatisfying(
                        "empty.txt", read -> assertThat(read.content()).isEmpty());
    }

    @Test
    void holdsADirectoryBeforeWhatIsInIt() throws IOException {
        write("a/b/c.txt", "");
        write("a.txt", "");

        assertThat(archive("a/b/c.txt", "a.txt").keySet())
                .containsSubsequence("a/", "a/b/", "a/b/c.txt")
                .contains("a.txt")
                .hasSize(4);
    }

    @Test
    void holdsEachEntryOnce() throws IOException {
        write("a/one.txt", "");
        write("a/two.txt", "");

        assertThat(archive("a", "a/one.txt", "a/two.txt", "a/two.txt").keySet())
                .containsExactly("a/", "a/one.txt", "a/two.txt");
    }

    @Test
    void takesAFileThatGrowsMeanwhileAsLongAsItWas() throws IOException {
        Path log = write("log.txt", "one line");
        OutputStream output = new OutputStream() {

            private boolean hasBegun;

            @Override
            public void write(int letter) throws IOException {
                // The header is written, and with it how long the file is.
                if (!hasBegun) {
                    hasBegun = true;
                    Files.writeString(log, "one line and more");
                }
            }
        };

        assertThatNoException()
                .isThrownBy(() -> new ProjectArchive(project, List.of(Path.of("log.txt"))).writeTo(output));
    }

    @Test
    void holdsEmptyDirectories() throws IOException {
        Files.createDirectories(project.resolve("empty"));

        Read empty = archive("empty").get("empty/");

        assertThat(empty.entry().isDirectory()).isTrue();
        assertThat(empty.entry().getMode() & 0777).isEqualTo(0755);
    }

    @Test
    void keepsTheExecutableBitAndNoOther() throws IOException {
        Files.setPosixFilePermissions(write("run.sh", ""), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(write("secret.txt", ""), PosixFilePermissions.fromString("rw-rw-rw-"));

        Map<String, Read> archive = archive("run.sh", "secret.txt");

        assertThat(archive.get("run.sh").entry().getMode() & 0777).isEqualTo(0755);
        assertThat(archive.get("secret.txt").entry().getMode() & 0777).isEqualTo(0644);
    }

    @Test
    void belongsToRoot() throws IOException {
        write("a/b.txt", "");
        Files.createSymbolicLink(project.resolve("link"), Path.of("a"));

        assertThat(archive("a/b.txt", "link").values()).allSatisfy(read -> {
            assertThat(read.entry().getLongUserId()).isZero();
            assertThat(read.entry().getLongGroupId()).isZero();
        });
    }

    @Test
    void keepsLinksAsLinks() throws IOException {
        write("a.txt", "content");
        Files.createSymbolicLink(project.resolve("link"), Path.of("a.txt"));
        Files.createSymbolicLink(project.resolve("nowhere"), Path.of("../missing dir/x"));

        Map<String, Read> archive = archive("link", "nowhere");

        assertThat(archive.get("link").entry().isSymbolicLink()).isTrue();
        assertThat(archive.get("link").entry().getLinkName()).isEqualTo("a.txt");
        assertThat(archive.get("nowhere").entry().getLinkName()).isEqualTo("../missing dir/x");
    }

    @Test
    void keepsALinkToADirectoryAsALink() throws IOException {
        Files.createDirectories(project.resolve("directory"));
        Files.createSymbolicLink(project.resolve("link"), Path.of("directory"));

        assertThat(archive("link").get("link").entry().isSymbolicLink()).isTrue();
    }

    @Test
    void keepsLongNamesAndLongLinks() throws IOException {
        String name =
                Stream.generate(() -> "directory".repeat(10)).limit(4).reduce("", (a, b) -> a + b + "/") + "a.txt";
        write(name, "content");
        Files.createSymbolicLink(project.resolve("link"), Path.of(name));

        Map<String, Read> archive = archive(name, "link");

        assertThat(archive.get(name).content()).isEqualTo("content");
        assertThat(archive.get("link").entry().getLinkName()).isEqualTo(name);
    }

    @Test
    void keepsNamesThatAreNotAscii() throws IOException {
        write("größe/日本 €.txt", "content");
        Files.createSymbolicLink(project.resolve("link"), Path.of("größe"));

        Map<String, Read> archive = archive("größe/日本 €.txt", "link");

        assertThat(archive).containsOnlyKeys("größe/", "größe/日本 €.txt", "link");
        assertThat(archive.get("link").entry().getLinkName()).isEqualTo("größe");
    }

    @Test
    void keepsTheTimeAtWhichAFileWasChanged() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2020-03-01T12:00:00Z"));
        Files.setLastModifiedTime(write("a.txt", ""), time);

        assertThat(archive("a.txt").get("a.txt").entry().getLastModifiedTime()).isEqualTo(time);
    }

    @Test
    void isValidWithoutAnyFile() throws IOException {
        assertThat(archive()).isEmpty();
    }

    @Test
    void failsForAFileThatIsGone() {
        assertThatIOException().isThrownBy(() -> archive("gone.txt")).isInstanceOf(NoSuchFileException.class);
    }

    private Path write(String file, String content) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private Map<String, Read> archive(String... files) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new ProjectArchive(project, Stream.of(files).map(Path::of).toList()).writeTo(output);
        Map<String, Read> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new ByteArrayInputStream(output.toByteArray()), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), new Read(entry, new String(tar.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return entries;
    }
}

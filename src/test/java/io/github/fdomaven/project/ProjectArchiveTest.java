package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.support.FixableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectArchiveTest {

    @TempDir
    private Path project;

    @Test
    void containsTheContentOfFiles() throws IOException {
        write("a.txt", "größe");
        write("empty.txt", "");

        assertThat(archive("a.txt", "empty.txt"))
                .hasEntrySatisfying(
                        "a.txt", entry -> assertThat(entry.content()).isEqualTo("größe"))
                .hasEntrySatisfying(
                        "empty.txt", entry -> assertThat(entry.content()).isEmpty());
    }

    @Test
    void putsADirectoryBeforeItsFiles() throws IOException {
        write("a/b/c.txt", "");
        write("a.txt", "");

        assertThat(archive("a/b/c.txt", "a.txt").keySet())
                .containsSubsequence("a/", "a/b/", "a/b/c.txt")
                .contains("a.txt")
                .hasSize(4);
    }

    @Test
    void allNamesBeginWithTheDirectoryOfTheContainer() throws IOException {
        write("a/b.txt", "");
        Files.createSymbolicLink(project.resolve("link"), Path.of("../outside"));
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        new ProjectArchive(project, List.of(Path.of("a/b.txt"), Path.of("link"))).writeTo(output, "/fdo-project");

        assertThat(TestArchive.read(output.toByteArray()))
                .containsOnlyKeys("fdo-project/a/", "fdo-project/a/b.txt", "fdo-project/link");
    }

    @Test
    void countsFilesAndLinksWithoutDirectories() throws IOException {
        write("a/b/c.txt", "");
        Files.createSymbolicLink(project.resolve("link"), Path.of("a"));

        assertThat(new ProjectArchive(project, List.of(Path.of("a"), Path.of("a/b/c.txt"), Path.of("link"))).files())
                .isEqualTo(2);
    }

    @Test
    void containsEachEntryOnce() throws IOException {
        write("a/one.txt", "");
        write("a/two.txt", "");

        assertThat(archive("a", "a/one.txt", "a/two.txt", "a/two.txt").keySet())
                .containsExactly("a/", "a/one.txt", "a/two.txt");
    }

    @Test
    void refusesALinkWhoseTargetIsNotUtf8() throws Exception {
        Process ln = new ProcessBuilder("bash", "-c", "ln -s $'caf\\351.txt' link")
                .directory(project.toFile())
                .start();
        assertThat(ln.waitFor()).isZero();

        assertThatThrownBy(() -> archive("link"))
                .isInstanceOf(FixableException.class)
                .hasMessageContaining("The target of the link link is not UTF-8");
    }

    @Test
    void cutsAFileThatGrowsMeanwhile() throws IOException {
        Path log = write("log.txt", "one line");
        OutputStream output = new OutputStream() {

            private boolean hasStarted;

            @Override
            public void write(int letter) throws IOException {
                // The header with the size is written.
                if (!hasStarted) {
                    hasStarted = true;
                    Files.writeString(log, "one line and more");
                }
            }
        };

        assertThatNoException()
                .isThrownBy(() -> new ProjectArchive(project, List.of(Path.of("log.txt"))).writeTo(output, "/"));
    }

    @Test
    void containsEmptyDirectories() throws IOException {
        Files.createDirectories(project.resolve("empty"));

        TestArchive.Entry empty = archive("empty").get("empty/");

        assertThat(empty.header().isDirectory()).isTrue();
        assertThat(empty.header().getMode() & 0777).isEqualTo(0755);
    }

    @Test
    void keepsTheExecutableBitOnly() throws IOException {
        Files.setPosixFilePermissions(write("run.sh", ""), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(write("secret.txt", ""), PosixFilePermissions.fromString("rw-rw-rw-"));

        Map<String, TestArchive.Entry> archive = archive("run.sh", "secret.txt");

        assertThat(archive.get("run.sh").header().getMode() & 0777).isEqualTo(0755);
        assertThat(archive.get("secret.txt").header().getMode() & 0777).isEqualTo(0644);
    }

    @Test
    void belongsToRoot() throws IOException {
        write("a/b.txt", "");
        Files.createSymbolicLink(project.resolve("link"), Path.of("a"));

        assertThat(archive("a/b.txt", "link").values()).allSatisfy(entry -> {
            assertThat(entry.header().getLongUserId()).isZero();
            assertThat(entry.header().getLongGroupId()).isZero();
        });
    }

    @Test
    void keepsLinksAsLinks() throws IOException {
        write("a.txt", "content");
        Files.createSymbolicLink(project.resolve("link"), Path.of("a.txt"));
        Files.createSymbolicLink(project.resolve("nowhere"), Path.of("../missing dir/x"));

        Map<String, TestArchive.Entry> archive = archive("link", "nowhere");

        assertThat(archive.get("link").header().isSymbolicLink()).isTrue();
        assertThat(archive.get("link").header().getLinkName()).isEqualTo("a.txt");
        assertThat(archive.get("nowhere").header().getLinkName()).isEqualTo("../missing dir/x");
    }

    @Test
    void keepsALinkToADirectoryAsALink() throws IOException {
        Files.createDirectories(project.resolve("directory"));
        Files.createSymbolicLink(project.resolve("link"), Path.of("directory"));

        assertThat(archive("link").get("link").header().isSymbolicLink()).isTrue();
    }

    @Test
    void keepsLongNamesAndLongLinks() throws IOException {
        String name =
                Stream.generate(() -> "directory".repeat(10)).limit(4).reduce("", (a, b) -> a + b + "/") + "a.txt";
        write(name, "content");
        Files.createSymbolicLink(project.resolve("link"), Path.of(name));

        Map<String, TestArchive.Entry> archive = archive(name, "link");

        assertThat(archive.get(name).content()).isEqualTo("content");
        assertThat(archive.get("link").header().getLinkName()).isEqualTo(name);
    }

    @Test
    void keepsNamesThatAreNotAscii() throws IOException {
        write("größe/日本 €.txt", "content");
        Files.createSymbolicLink(project.resolve("link"), Path.of("größe"));

        Map<String, TestArchive.Entry> archive = archive("größe/日本 €.txt", "link");

        assertThat(archive).containsOnlyKeys("größe/", "größe/日本 €.txt", "link");
        assertThat(archive.get("link").header().getLinkName()).isEqualTo("größe");
    }

    @Test
    void keepsTheModificationTime() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2020-03-01T12:00:00Z"));
        Files.setLastModifiedTime(write("a.txt", ""), time);

        assertThat(archive("a.txt").get("a.txt").header().getLastModifiedTime()).isEqualTo(time);
    }

    @Test
    void mayBeEmpty() throws IOException {
        assertThat(archive()).isEmpty();
    }

    @Test
    void failsForAFileThatDoesNotExist() {
        assertThatIOException().isThrownBy(() -> archive("gone.txt")).isInstanceOf(NoSuchFileException.class);
    }

    private Path write(String file, String content) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private Map<String, TestArchive.Entry> archive(String... files) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new ProjectArchive(project, Stream.of(files).map(Path::of).toList()).writeTo(output, "/");
        return TestArchive.read(output.toByteArray());
    }
}

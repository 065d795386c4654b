package io.github.fdomaven.project;

import static io.github.fdomaven.project.TestArchive.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyBackTest {

    @TempDir
    private Path directory;

    private Path project;
    private final List<String> warnings = new ArrayList<>();
    private final TestArchive archive = new TestArchive();

    @BeforeEach
    void createProject() throws IOException {
        project = Files.createDirectory(directory.resolve("here"));
    }

    @Test
    void writesNewFilesWithModeAndTime() throws IOException {
        archive.file("copy/a/b/new.sh", "echo größe", 0750);

        assertThat(unpack()).isEqualTo(1);

        Path file = project.resolve("a/b/new.sh");
        assertThat(file).hasContent("echo größe");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x---");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
        assertThat(warnings).isEmpty();
    }

    @Test
    void writesChangedFilesOnly() throws IOException {
        write("changed.txt", "as it was");
        write("same.txt", "as it was");
        write("gone.txt", "as it was");
        Snapshot sent = sent("changed.txt", "same.txt", "gone.txt");
        FileTime time = Files.getLastModifiedTime(project.resolve("same.txt"));
        archive.file("copy/changed.txt", "as it is");
        archive.file("copy/same.txt", "as it was");

        assertThat(unpack(sent)).isEqualTo(1);

        assertThat(project.resolve("changed.txt")).hasContent("as it is");
        assertThat(Files.getLastModifiedTime(project.resolve("same.txt"))).isEqualTo(time);
        assertThat(project.resolve("gone.txt")).exists();
    }

    @Test
    void copiesTheExecutableBit() throws IOException {
        write("script.sh", "true");
        Snapshot sent = sent("script.sh");
        archive.file("copy/script.sh", "true", 0755);

        unpack(sent);

        assertThat(project.resolve("script.sh")).isExecutable();
    }

    @Test
    void skipsAnEqualFileThatWasNotSent() throws IOException {
        write("target/classes", "made before");
        archive.file("copy/target/classes", "made before");

        assertThat(unpack()).isZero();
    }

    @Test
    void overwritesAFileThatWasNotSent() throws IOException {
        write("target/classes", "made before");
        archive.file("copy/target/classes", "made now");

        assertThat(unpack()).isEqualTo(1);
        assertThat(project.resolve("target/classes")).hasContent("made now");
    }

    @Test
    void keepsThePermissionsOfAnExistingFile() throws IOException {
        write("private.txt", "as it was");
        Files.setPosixFilePermissions(project.resolve("private.txt"), PosixFilePermissions.fromString("rw-------"));
        Snapshot sent = sent("private.txt");
        archive.file("copy/private.txt", "by the command");

        assertThat(unpack(sent)).isEqualTo(1);

        assertThat(project.resolve("private.txt")).hasContent("by the command");
        assertThat(Files.getPosixFilePermissions(project.resolve("private.txt")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void leavesNoTemporaryFiles() throws IOException {
        write("changed.txt", "as it was");
        archive.file("copy/changed.txt", "by the command");
        archive.file("copy/new/new.txt", "by the command");

        unpack();

        try (Stream<Path> all = Files.walk(project)) {
            assertThat(all.filter(Files::isRegularFile))
                    .containsExactlyInAnyOrder(project.resolve("changed.txt"), project.resolve("new/new.txt"));
        }
    }

    @Test
    void dropsSetuidAndSetgid() throws IOException {
        archive.file("copy/program", "#!/bin/sh", 06755);

        unpack();

        assertThat((Integer) Files.getAttribute(project.resolve("program"), "unix:mode") & 07777)
                .isEqualTo(0755);
    }

    @Test
    void acceptsTheSameChangeOnBothSides() throws IOException {
        write("log.txt", "one line");
        Snapshot sent = sent("log.txt");
        write("log.txt", "two lines");
        archive.file("copy/log.txt", "two lines");

        assertThat(unpack(sent)).isZero();
        assertThat(warnings).isEmpty();
    }

    @Test
    void keepsAFileThatWasChangedOnBothSides() throws IOException {
        write("edited.txt", "as it was");
        Snapshot sent = sent("edited.txt");
        write("edited.txt", "by the developer");
        archive.file("copy/edited.txt", "by the command");

        assertThat(unpack(sent)).isZero();

        assertThat(project.resolve("edited.txt")).hasContent("by the developer");
        assertThat(warnings)
                .containsExactly("Not copied back: copy/edited.txt: it was changed here too, and the version here is"
                        + " kept.");
    }

    @Test
    void keepsAFileThatWasChangedHereOnly() throws IOException {
        write("edited.txt", "as it was");
        Snapshot sent = sent("edited.txt");
        write("edited.txt", "by the developer");
        archive.file("copy/edited.txt", "as it was");

        unpack(sent);

        assertThat(project.resolve("edited.txt")).hasContent("by the developer");
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/evil",
                "../evil",
                "copy/../../evil",
                "copy/a/../../evil",
                "../copy/evil",
            })
    void refusesNamesThatLeadOut(String name) throws IOException {
        archive.file(name, "evil");

        assertThat(unpack()).isZero();

        assertThat(warnings).containsExactly("Not copied back: " + name + ": its path leads out of the directory.");
        assertNothingOutside();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "..", "../outside", "a/../../outside", "../../here/a", "a/.."})
    void refusesLinksThatMayLeadOut(String target) throws IOException {
        archive.link("copy/link", target);

        assertThat(unpack()).isZero();

        assertThat(Files.exists(project.resolve("link"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(warnings).singleElement().asString().contains("a link that leads out", "to " + target);
    }

    @Test
    void createsLinksWithinTheProject() throws IOException {
        archive.file("copy/file.txt", "content");
        archive.link("copy/a/b/link", "../../file.txt");
        archive.link("copy/plain", "file.txt");

        assertThat(unpack()).isEqualTo(3);

        assertThat(project.resolve("a/b/link")).isSymbolicLink().hasContent("content");
        assertThat(project.resolve("plain")).isSymbolicLink().hasContent("content");
        assertThat(warnings).isEmpty();
    }

    @Test
    void skipsAnUnchangedLinkThatLeadsOut() throws IOException {
        Files.createSymbolicLink(project.resolve("link"), Path.of("/etc/passwd"));
        Snapshot sent = sent("link");
        archive.link("copy/link", "/etc/passwd");

        assertThat(unpack(sent)).isZero();
        assertThat(warnings).isEmpty();
    }

    @Test
    void writesNothingThroughALinkOfTheProject() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(project.resolve("link"), outside);
        archive.file("copy/link/evil", "evil");

        assertThat(unpack()).isZero();

        assertThat(outside).isEmptyDirectory();
        assertThat(warnings).containsExactly("Not copied back: copy/link/evil: link is not a directory here.");
    }

    @Test
    void writesNothingThroughALinkOfTheArchive() throws IOException {
        Files.createDirectory(project.resolve("sub"));
        archive.link("copy/link", "sub");
        archive.file("copy/link/evil", "evil");

        unpack();

        assertThat(project.resolve("sub")).isEmptyDirectory();
        assertThat(warnings).hasSize(1);
    }

    @Test
    void replacesALinkNotItsTarget() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside.txt"), "theirs");
        Files.createSymbolicLink(project.resolve("link"), outside);
        Snapshot sent = sent("link");
        archive.file("copy/link", "ours");

        assertThat(unpack(sent)).isEqualTo(1);

        assertThat(outside).hasContent("theirs");
        assertThat(project.resolve("link")).isRegularFile().hasContent("ours");
        assertThat(Files.isSymbolicLink(project.resolve("link"))).isFalse();
    }

    @Test
    void keepsADirectoryThatHasTheNameOfAFile() throws IOException {
        Files.createDirectory(project.resolve("there"));
        archive.file("copy/there", "a file");

        assertThat(unpack()).isZero();

        assertThat(project.resolve("there")).isDirectory();
        assertThat(warnings).containsExactly("Not copied back: copy/there: a directory has this name here.");
    }

    @Test
    void createsEmptyDirectories() throws IOException {
        archive.directory("copy").directory("copy/empty");

        assertThat(unpack()).isZero();
        assertThat(project.resolve("empty")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", ".GIT", "module/.git"})
    void keepsTheGitDirectory(String name) throws IOException {
        write(name + "/config", "ours");
        archive.file("copy/" + name + "/config", "evil");
        archive.file("copy/" + name + "/hooks/pre-commit", "evil");

        assertThat(unpack()).isZero();

        assertThat(project.resolve(name + "/config")).hasContent("ours");
        assertThat(project.resolve(name + "/hooks")).doesNotExist();
        assertThat(warnings)
                .containsExactly("Not copied back: copy/" + name + "/config: git's own directory is not touched.");
    }

    @Test
    void writesAHardLinkAsAFile() throws IOException {
        archive.file("copy/a.txt", "content");
        archive.hardLink("copy/b.txt", "copy/a.txt");

        assertThat(unpack()).isEqualTo(2);
        assertThat(project.resolve("b.txt")).isRegularFile().hasContent("content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.txt", "/etc/passwd", "copy/absent", "copy/.git/config", "copy/link"})
    void refusesAHardLinkToAnythingButAFileOfTheProject(String target) throws IOException {
        Path outside = Files.writeString(directory.resolve("outside.txt"), "theirs");
        Files.createSymbolicLink(project.resolve("link"), outside);
        write(".git/config", "a token");
        archive.hardLink("copy/b.txt", target);

        assertThat(unpack()).isZero();

        assertThat(project.resolve("b.txt")).doesNotExist();
        assertThat(warnings).hasSize(1);
    }

    @Test
    void refusesSpecialFiles() throws IOException {
        archive.special("copy/pipe", TarConstants.LF_FIFO);

        assertThat(unpack()).isZero();
        assertThat(warnings).containsExactly("Not copied back: copy/pipe: it is not a file, a directory or a link.");
    }

    @Test
    void continuesAfterARefusedFile() throws IOException {
        archive.file("copy/../evil", "evil");
        archive.file("copy/good.txt", "good");

        assertThat(unpack()).isEqualTo(1);
        assertThat(project.resolve("good.txt")).hasContent("good");
    }

    @Test
    void failsForATruncatedArchive() throws IOException {
        archive.file("copy/long.txt", "x".repeat(100_000));
        byte[] half = Arrays.copyOf(archive.toBytes(), 50_000);

        assertThatIOException().isThrownBy(() -> unpack(half, sent()));
        assertThat(project.resolve("long.txt")).doesNotExist();
    }

    private void assertNothingOutside() throws IOException {
        try (var paths = Files.walk(directory)) {
            assertThat(paths).containsExactly(directory, project);
        }
    }

    private void write(String name, String content) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private Snapshot sent(String... names) {
        return Snapshot.of(project, List.of(names).stream().map(Path::of).toList());
    }

    private int unpack() throws IOException {
        return unpack(sent());
    }

    private int unpack(Snapshot sent) throws IOException {
        return unpack(archive.toBytes(), sent);
    }

    private int unpack(byte[] bytes, Snapshot sent) throws IOException {
        return new CopyBack(project, sent, CopyBack.Rules.PROJECT, warnings::add)
                .unpack(new ByteArrayInputStream(bytes));
    }
}

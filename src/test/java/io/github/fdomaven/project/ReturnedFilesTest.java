package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnedFilesTest {

    private static final int PLAIN = 0644;
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-02T20:02:02Z"));

    @TempDir
    private Path directory;

    private Path project;
    private final List<String> complaints = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    @BeforeEach
    void hasAProject() throws IOException {
        project = Files.createDirectory(directory.resolve("here"));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    @Test
    void writesWhatIsNewWithItsModeAndTime() throws IOException {
        add("copy/a/b/new.sh", "echo größe", 0750);

        assertThat(unpack()).isEqualTo(1);

        Path file = project.resolve("a/b/new.sh");
        assertThat(file).hasContent("echo größe");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x---");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
        assertThat(complaints).isEmpty();
    }

    @Test
    void writesWhatHasChangedAndLeavesTheRestAlone() throws IOException {
        write("changed.txt", "as it was");
        write("same.txt", "as it was");
        write("gone.txt", "as it was");
        Snapshot sent = sent("changed.txt", "same.txt", "gone.txt");
        FileTime time = Files.getLastModifiedTime(project.resolve("same.txt"));
        add("copy/changed.txt", "as it is", PLAIN);
        add("copy/same.txt", "as it was", PLAIN);

        assertThat(unpack(sent)).isEqualTo(1);

        assertThat(project.resolve("changed.txt")).hasContent("as it is");
        assertThat(Files.getLastModifiedTime(project.resolve("same.txt"))).isEqualTo(time);
        assertThat(project.resolve("gone.txt")).exists();
    }

    @Test
    void makesExecutableWhatHasBecomeSo() throws IOException {
        write("script.sh", "true");
        Snapshot sent = sent("script.sh");
        add("copy/script.sh", "true", 0755);

        unpack(sent);

        assertThat(project.resolve("script.sh")).isExecutable();
    }

    @Test
    void leavesAloneWhatIsTheSameHereThoughItWasNotSent() throws IOException {
        write("target/classes", "made before");
        add("copy/target/classes", "made before", PLAIN);

        assertThat(unpack()).isZero();
    }

    @Test
    void overwritesWhatWasNotSent() throws IOException {
        write("target/classes", "made before");
        add("copy/target/classes", "made now", PLAIN);

        assertThat(unpack()).isEqualTo(1);
        assertThat(project.resolve("target/classes")).hasContent("made now");
    }

    @Test
    void doesNotMakeReadableWhatIsPrivateHere() throws IOException {
        write("private.txt", "as it was");
        Files.setPosixFilePermissions(project.resolve("private.txt"), PosixFilePermissions.fromString("rw-------"));
        Snapshot sent = sent("private.txt");
        add("copy/private.txt", "by the command", PLAIN);

        assertThat(unpack(sent)).isEqualTo(1);

        assertThat(project.resolve("private.txt")).hasContent("by the command");
        assertThat(Files.getPosixFilePermissions(project.resolve("private.txt")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void leavesNothingBesideWhatItWrites() throws IOException {
        write("changed.txt", "as it was");
        add("copy/changed.txt", "by the command", PLAIN);
        add("copy/new/new.txt", "by the command", PLAIN);

        unpack();

        try (Stream<Path> all = Files.walk(project)) {
            assertThat(all.filter(Files::isRegularFile))
                    .containsExactlyInAnyOrder(project.resolve("changed.txt"), project.resolve("new/new.txt"));
        }
    }

    @Test
    void makesNoProgramThatRunsAsSomebodyElse() throws IOException {
        add("copy/program", "#!/bin/sh", 06755);

        unpack();

        assertThat((Integer) Files.getAttribute(project.resolve("program"), "unix:mode") & 07777)
                .isEqualTo(0755);
    }

    @Test
    void saysNothingOfWhatHasChangedHereMeanwhileInTheSameWay() throws IOException {
        write("log.txt", "one line");
        Snapshot sent = sent("log.txt");
        write("log.txt", "two lines");
        add("copy/log.txt", "two lines", PLAIN);

        assertThat(unpack(sent)).isZero();
        assertThat(complaints).isEmpty();
    }

    @Test
    void doesNotLoseWhatWasChangedHereMeanwhile() throws IOException {
        write("edited.txt", "as it was");
        Snapshot sent = sent("edited.txt");
        write("edited.txt", "by the developer");
        add("copy/edited.txt", "by the command", PLAIN);

        assertThat(unpack(sent)).isZero();

        assertThat(project.resolve("edited.txt")).hasContent("by the developer");
        assertThat(complaints)
                .containsExactly(
                        "Not copied back: copy/edited.txt: it was changed here too, meanwhile, and is left as it"
                                + " is here.");
    }

    @Test
    void keepsWhatWasChangedHereMeanwhileIfTheCommandHasNotTouchedIt() throws IOException {
        write("edited.txt", "as it was");
        Snapshot sent = sent("edited.txt");
        write("edited.txt", "by the developer");
        add("copy/edited.txt", "as it was", PLAIN);

        unpack(sent);

        assertThat(project.resolve("edited.txt")).hasContent("by the developer");
        assertThat(complaints).isEmpty();
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
    void refusesWhatLeadsOutByItsName(String name) throws IOException {
        add(name, "evil", PLAIN);

        assertThat(unpack()).isZero();

        assertThat(complaints).containsExactly("Not copied back: " + name + ": its path leads out of the directory.");
        assertNothingOutside();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "..", "../outside", "a/../../outside", "../../here/a", "a/.."})
    void refusesALinkThatLeadsOutOrMay(String target) throws IOException {
        addLink("copy/link", target);

        assertThat(unpack()).isZero();

        assertThat(Files.exists(project.resolve("link"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(complaints).singleElement().asString().contains("a link that leads out", "to " + target);
    }

    @Test
    void makesLinksWithinTheProject() throws IOException {
        add("copy/file.txt", "content", PLAIN);
        addLink("copy/a/b/link", "../../file.txt");
        addLink("copy/plain", "file.txt");

        assertThat(unpack()).isEqualTo(3);

        assertThat(project.resolve("a/b/link")).isSymbolicLink().hasContent("content");
        assertThat(project.resolve("plain")).isSymbolicLink().hasContent("content");
        assertThat(complaints).isEmpty();
    }

    @Test
    void leavesAloneALinkOfTheProjectsOwnThatLeadsOut() throws IOException {
        Files.createSymbolicLink(project.resolve("link"), Path.of("/etc/passwd"));
        Snapshot sent = sent("link");
        addLink("copy/link", "/etc/passwd");

        assertThat(unpack(sent)).isZero();
        assertThat(complaints).isEmpty();
    }

    @Test
    void writesNothingThroughALinkOfTheProjectsOwn() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(project.resolve("link"), outside);
        add("copy/link/evil", "evil", PLAIN);

        assertThat(unpack()).isZero();

        assertThat(outside).isEmptyDirectory();
        assertThat(complaints).containsExactly("Not copied back: copy/link/evil: link is not a directory here.");
    }

    @Test
    void writesNothingThroughALinkOfTheArchivesOwn() throws IOException {
        Files.createDirectory(project.resolve("sub"));
        addLink("copy/link", "sub");
        add("copy/link/evil", "evil", PLAIN);

        unpack();

        assertThat(project.resolve("sub")).isEmptyDirectory();
        assertThat(complaints).hasSize(1);
    }

    @Test
    void replacesALinkRatherThanWhatItLeadsTo() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside.txt"), "theirs");
        Files.createSymbolicLink(project.resolve("link"), outside);
        Snapshot sent = sent("link");
        add("copy/link", "ours", PLAIN);

        assertThat(unpack(sent)).isEqualTo(1);

        assertThat(outside).hasContent("theirs");
        assertThat(project.resolve("link")).isRegularFile().hasContent("ours");
        assertThat(Files.isSymbolicLink(project.resolve("link"))).isFalse();
    }

    @Test
    void deletesNoDirectoryForAFile() throws IOException {
        Files.createDirectory(project.resolve("there"));
        add("copy/there", "a file", PLAIN);

        assertThat(unpack()).isZero();

        assertThat(project.resolve("there")).isDirectory();
        assertThat(complaints).containsExactly("Not copied back: copy/there: there is a directory in its place here.");
    }

    @Test
    void makesEmptyDirectories() throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry("copy/"));
        tar.closeArchiveEntry();
        tar.putArchiveEntry(new TarArchiveEntry("copy/empty/"));
        tar.closeArchiveEntry();

        assertThat(unpack()).isZero();
        assertThat(project.resolve("empty")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", ".GIT", "module/.git"})
    void touchesNothingOfGits(String name) throws IOException {
        write(name + "/config", "ours");
        add("copy/" + name + "/config", "evil", PLAIN);
        add("copy/" + name + "/hooks/pre-commit", "evil", PLAIN);

        assertThat(unpack()).isZero();

        assertThat(project.resolve(name + "/config")).hasContent("ours");
        assertThat(project.resolve(name + "/hooks")).doesNotExist();
        assertThat(complaints)
                .containsExactly("Not copied back: copy/" + name + "/config: what is git's own is not touched here.");
    }

    @Test
    void takesAHardLinkForTheFileThatItIs() throws IOException {
        add("copy/a.txt", "content", PLAIN);
        addHardLink("copy/b.txt", "copy/a.txt");

        assertThat(unpack()).isEqualTo(2);
        assertThat(project.resolve("b.txt")).isRegularFile().hasContent("content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.txt", "/etc/passwd", "copy/absent", "copy/.git/config", "copy/link"})
    void refusesAHardLinkToWhatIsNoFileOfTheProject(String target) throws IOException {
        Path outside = Files.writeString(directory.resolve("outside.txt"), "theirs");
        Files.createSymbolicLink(project.resolve("link"), outside);
        write(".git/config", "a token");
        addHardLink("copy/b.txt", target);

        assertThat(unpack()).isZero();

        assertThat(project.resolve("b.txt")).doesNotExist();
        assertThat(complaints).hasSize(1);
    }

    @Test
    void refusesWhatIsNeitherAFileNorADirectoryNorALink() throws IOException {
        tar.putArchiveEntry(new TarArchiveEntry("copy/pipe", TarConstants.LF_FIFO));
        tar.closeArchiveEntry();

        assertThat(unpack()).isZero();
        assertThat(complaints)
                .containsExactly("Not copied back: copy/pipe: it is neither a file nor a directory nor a link.");
    }

    @Test
    void goesOnAfterWhatItRefuses() throws IOException {
        add("copy/../evil", "evil", PLAIN);
        add("copy/good.txt", "good", PLAIN);

        assertThat(unpack()).isEqualTo(1);
        assertThat(project.resolve("good.txt")).hasContent("good");
    }

    @Test
    void doesNotTakeHalfAnArchiveForAWholeOne() throws IOException {
        add("copy/long.txt", "x".repeat(100_000), PLAIN);
        tar.flush();
        byte[] half = Arrays.copyOf(bytes.toByteArray(), 50_000);

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

    /** The names are kept as they are, whatever Commons Compress would make of them. */
    private void add(String name, String content, int mode) throws IOException {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setModTime(LONG_AGO);
        entry.setSize(data.length);
        tar.putArchiveEntry(entry);
        tar.write(data);
        tar.closeArchiveEntry();
    }

    private void addLink(String name, String target) throws IOException {
        add(name, target, TarConstants.LF_SYMLINK);
    }

    private void addHardLink(String name, String target) throws IOException {
        add(name, target, TarConstants.LF_LINK);
    }

    private void add(String name, String target, byte type) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        entry.setMode(PLAIN);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private int unpack() throws IOException {
        return unpack(sent());
    }

    private int unpack(Snapshot sent) throws IOException {
        tar.finish();
        return unpack(bytes.toByteArray(), sent);
    }

    private int unpack(byte[] archive, Snapshot sent) throws IOException {
        return new ReturnedFiles(project, sent, ReturnedFiles.Rules.PROJECT, complaints::add)
                .unpack(new ByteArrayInputStream(archive));
    }
}

package io.github.fdomaven.project;

import static io.github.fdomaven.project.TestArchive.LONG_AGO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CopyBackTest extends CopyBackTestCase {

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

    @Test
    void continuesAfterARefusedFile() throws IOException {
        archive.file("copy/../evil", "evil");
        archive.file("copy/good.txt", "good");

        assertThat(unpack()).isEqualTo(1);
        assertThat(project.resolve("good.txt")).hasContent("good");
    }
}

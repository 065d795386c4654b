package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyBackSafetyTest extends CopyBackTestCase {

    @Test
    void dropsSetuidAndSetgid() throws IOException {
        archive.file("copy/program", "#!/bin/sh", 06755);

        unpack();

        assertThat((Integer) Files.getAttribute(project.resolve("program"), "unix:mode") & 07777)
                .isEqualTo(0755);
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
    void refusesALinkWithoutATarget() throws IOException {
        archive.link("copy/link", "");
        archive.file("copy/file.txt", "content");

        assertThat(unpack()).isEqualTo(1);

        assertThat(warnings).containsExactly("Not copied back: copy/link: it is a link without a target.");
    }

    /** All bytes that are not UTF-8 are read as this character. */
    @Test
    void refusesNamesThatAreNotUtf8() throws IOException {
        archive.file("copy/caf\uFFFD.txt", "content");
        archive.link("copy/link", "caf\uFFFD.txt");
        archive.hardLink("copy/hard", "copy/caf\uFFFD.txt");

        assertThat(unpack()).isZero();

        assertThat(project).isEmptyDirectory();
        assertThat(warnings).hasSize(3).allMatch(warning -> warning.contains(" is not UTF-8"));
    }

    @Test
    void letsOnlyTheOwnerReadAFileBeforeItHasItsPermissions() throws IOException {
        archive.file("copy/key", "x".repeat(1_000_000), 0600);
        List<String> seen = new ArrayList<>();
        InputStream input = new FilterInputStream(new ByteArrayInputStream(archive.toBytes())) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try (var files = Files.list(project)) {
                    for (Path file : files.toList()) {
                        seen.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                    }
                }
                return super.read(buffer, offset, length);
            }
        };

        new CopyBack(project, sent(), CopyBack.Rules.PROJECT, warnings::add).unpack(input);

        assertThat(seen).isNotEmpty().containsOnly("rw-------");
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
    void failsForATruncatedArchive() throws IOException {
        archive.file("copy/long.txt", "x".repeat(100_000));
        byte[] half = Arrays.copyOf(archive.toBytes(), 50_000);

        assertThatIOException().isThrownBy(() -> unpack(half, sent()));
        assertThat(project.resolve("long.txt")).doesNotExist();
    }
}

package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.oci.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecTest {

    private static final Digest SCRIPT = Digest.sha256("script".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    private Path project;

    @BeforeEach
    void createsAProject() throws IOException {
        project = Files.createDirectories(directory.resolve("project"));
        write(project.resolve("test/script.sh"), "script");
    }

    @Test
    void turnsLineEndsOfWindowsIntoThoseOfLinux() {
        assertThat(exec("set -e\r\n./test/script.sh\r\n")).isEqualTo(exec("set -e\n./test/script.sh\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "test/script.sh, test/script.sh",
        "bash -e ./test/script.sh, ./test/script.sh",
        "A=1 test/script.sh x && sh test/script.sh, test/script.sh",
        "make; ./test/script.sh, ./test/script.sh"
    })
    void findsScriptsWhoseLinesEndInCrlf(String command, String script) throws IOException {
        write(project.resolve("test/script.sh"), "#!/bin/sh\r\necho hello\r\n");
        assertThat(exec(command).scriptsWithCrlf(project)).containsExactly(script);

        write(project.resolve("test/script.sh"), "echo hello\r\n");
        assertThat(exec(command).scriptsWithCrlf(project)).containsExactly(script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "\r", "#!/bin/sh\necho\r\n", "#!/bin/sh", "\u007fELF\0\0\r\n", "#!/bin/sh\necho 'a\r'"
            })
    void findsNoCrlfInOtherScripts(String content) throws IOException {
        write(project.resolve("test/script.sh"), content);

        assertThat(exec("test/script.sh").scriptsWithCrlf(project)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat test/script.sh",
                "python3 test/script.sh",
                "cd test && sh test/script.sh",
                "pushd test && sh test/script.sh",
                "sed -i 's/\\r$//' test/script.sh && test/script.sh",
                "sed -i \"s/\\r//\" test/*.sh; sh test/script.sh",
                "tr -d '\\015' <a >b; sh test/script.sh",
                "dos2unix test/script.sh && test/script.sh",
                "find . -name '*.sh' -exec dos2unix {} +\n./test/script.sh",
                "perl -pi -e 's/.$//' test/script.sh && test/script.sh",
                "awk -f lines.awk <test/script.sh >x; sh test/script.sh",
                "make || ./test/script.sh",
                "[ -f /etc/x ] && ./test/script.sh",
                "if make; then ./test/script.sh; fi",
                "make"
            })
    void looksForCrlfOnlyInScriptsThatAShellRuns(String command) throws IOException {
        write(project.resolve("test/script.sh"), "#!/bin/sh\r\necho hello\r\n");

        assertThat(exec(command).scriptsWithCrlf(project)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test/script.sh",
                "./test/script.sh",
                "test/script.sh --with arguments",
                "bash test/script.sh",
                "sh test/script.sh one two",
                "/bin/bash test/script.sh",
                "bash -x test/script.sh",
                "'test/script.sh'",
                "\"./test/script.sh\" a",
                "A=1 ./test/script.sh",
                "true && test/script.sh",
                "cat <test/script.sh",
                "test/../test/script.sh",
                "# don't wait\n./test/script.sh",
                "./test/script.sh\\\n --all",
                "bash \\\ntest/script.sh",
                ">test/log make && test/script.sh"
            })
    void findsTheFilesThatTheCommandNames(String command) {
        Exec exec = exec(command);

        assertThat(exec.command()).isEqualTo(command);
        assertThat(exec.files()).containsOnlyKeys("test/script.sh").containsValue(SCRIPT);
    }

    @Test
    void findsFilesInHiddenDirectoriesAndWithSpaces() throws IOException {
        write(project.resolve(".gitlab-ci/build it.sh"), "script");

        assertThat(exec(".gitlab-ci/build\\ it.sh --flag").files()).containsOnlyKeys(".gitlab-ci/build it.sh");
    }

    /** Java has no array of this size. The file is sparse, so that it needs no space. */
    @Test
    void acceptsAFileThatIsLargerThanAnArray() throws IOException {
        Path large = directory.resolve("project/large.bin");
        try (SeekableByteChannel channel = Files.newByteChannel(
                large, StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE, StandardOpenOption.WRITE)) {
            channel.position(Integer.MAX_VALUE).write(ByteBuffer.wrap(new byte[] {1}));
        }

        assertThat(exec("cp large.bin /opt").files()).containsOnlyKeys("large.bin");
    }

    @Test
    void sortsFilesByPath() throws IOException {
        write(project.resolve("b.txt"), "b");
        write(project.resolve("a.txt"), "a");

        assertThat(exec("cat b.txt test/script.sh a.txt; rm b.txt").files().keySet())
                .containsExactly("a.txt", "b.txt", "test/script.sh");
    }

    @Test
    void ignoresDirectories() {
        assertThat(exec("ls test").files()).isEmpty();
    }

    @Test
    void ignoresFilesOutsideTheProject() throws IOException {
        write(directory.resolve("outside.sh"), "outside");

        assertThat(exec("cat ../outside.sh " + directory.resolve("outside.sh")).files())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                "test/missing.sh > test/missing.sh",
                "./missing.sh a b > ./missing.sh",
                "bash test/missing.sh > test/missing.sh",
                "sh missing.sh > missing.sh",
                "/bin/bash missing.sh > missing.sh",
                "'my script.sh/x' a > my script.sh/x",
                "../outside.sh > ../outside.sh",
                "A=1 ./missing.sh > ./missing.sh",
                "bash -x missing.sh > missing.sh",
                "./test > ./test"
            })
    void refusesAMissingScript(String command, String file) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exec(command))
                .withMessage("'" + command + "' runs the file " + file + ", which " + project
                        + " does not have. Paths are relative to the project's directory.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "make install",
                "/usr/local/bin/setup now",
                "bash -c 'echo missing.sh'",
                "sh -c \"./missing.sh\"",
                "$SCRIPT_DIR/run.sh",
                "~/run.sh",
                "bash \"$SCRIPT\"",
                "echo a/missing.txt",
                "bash",
                "bash -o pipefail",
                ">not/a/program make",
                "echo \u0000"
            })
    void ignoresWordsThatTheShellOrTheImageResolves(String command) {
        assertThat(exec(command).files()).isEmpty();
    }

    @Test
    void keepsTheCommandUnchanged() {
        String command = "printf '%s\\n' \"$HOME  ü\" `id` 'it'\\''s' ; true";

        assertThat(exec(command).command()).isEqualTo(command);
    }

    @Test
    void changesWithTheContentsOfAFile() throws IOException {
        Exec before = exec("test/script.sh");

        write(project.resolve("test/script.sh"), "another script");

        assertThat(exec("test/script.sh")).isNotEqualTo(before);
    }

    private Exec exec(String command) {
        return Exec.of(command, project, Exec::digest);
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Half of a character is not valid in any locale, as an accented letter is not valid in the POSIX locale. */
    @ParameterizedTest
    @ValueSource(strings = {"./n\ud800w.sh", "sh n\ud800w.sh", "cat n\ud800w.sh"})
    void refusesANameThatTheLocaleDoesNotHave(String command) throws IOException {
        write(project.resolve("n?w.sh"), "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> exec(command))
                .withMessageMatching("exec names the file '.*', whose name Java cannot read in this locale\\."
                        + " Run Maven with LC_ALL=C\\.UTF-8, or another UTF-8 locale\\.");
    }

    @Test
    void ignoresOtherTextThatTheLocaleDoesNotHave() {
        assertThat(exec("echo n\ud800w").files()).isEmpty();
    }

    @Test
    void refusesAProgramThatIsNotExecutable() {
        assertThat(project.resolve("test/script.sh").toFile().setExecutable(false))
                .isTrue();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> exec("test/script.sh --now"))
                .withMessage("'test/script.sh --now' runs the file test/script.sh, which is not executable. Make it"
                        + " executable with 'chmod +x', or run it with a shell, such as 'sh test/script.sh'.");
        assertThat(exec("sh test/script.sh").files()).containsOnlyKeys("test/script.sh");
    }
}

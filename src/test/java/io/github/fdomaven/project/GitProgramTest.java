package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of git, and a machine without git. */
class GitProgramTest {

    @TempDir
    private Path directory;

    private Path project;
    private GitRepository git;

    @BeforeEach
    void createCheckout() throws IOException {
        project = directory.toRealPath().resolve("project");
        git = GitRepository.init(project)
                .write("a/kept.txt", "")
                .write("b/kept.txt", "")
                .commit()
                .write("new.txt", "");
    }

    private final List<String> warnings = new ArrayList<>();

    private Path script(String name, String content) throws IOException {
        Path script = directory.resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n" + content + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<Path> files(String program) {
        return new ProjectFiles(
                        project,
                        new MavenDirectories(project.resolve("target"), Optional.empty()),
                        warnings::add,
                        new GitProgram(program, new ProcessBuilder().environment()),
                        FileOwners::ofSystem)
                .list();
    }

    /** Versions of git that refuse the checkout of another user, whatever the command line says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git \"$@\"",
                "case \"$*\" in *safe.directory*) echo 'fatal: detected dubious ownership' >&2; exit 128;; esac;"
                        + " GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git \"$@\"",
                "unset GIT_CONFIG_GLOBAL; HOME=/nonexistent GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git \"$@\""
            })
    void listsTheFilesWithAnOldGit(String script) throws IOException {
        Path old = script("old/git", script);
        git.write(".gitignore", "*.log\n").write("a.log", "");

        List<Path> files = files(old.toString());

        assertThat(files)
                .containsExactlyInAnyOrder(
                        Path.of(".gitignore"), Path.of("a/kept.txt"), Path.of("b/kept.txt"), Path.of("new.txt"));
    }

    @Test
    void readsManyErrorMessagesOfGit() throws IOException {
        Path noisy = script("noisy/git", "head -c 1000000 /dev/zero | tr '\\0' 'e' >&2; exec git \"$@\"");

        List<Path> files = files(noisy.toString());

        assertThat(files).hasSize(3);
    }

    @Test
    void copiesAllFilesWithoutAGitProgram() throws IOException {
        git.write(".gitignore", "*.log\n").write("a.log", "");

        assertThat(files(directory.resolve("missing").toString())).contains(Path.of("a.log"));
        assertThat(warnings)
                .containsExactly("All files in " + project.toRealPath() + " are copied, also those that git ignores,"
                        + " because there is no git program. Install git where Maven runs.");
    }

    /** Without git, .gitignore has no effect. */
    @Test
    void advisesToRenameAFileWithoutAGitProgram() throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", "printf x > $'caf\\351.txt'")
                .directory(project.toFile())
                .start();
        assertThat(shell.waitFor()).isZero();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> files(directory.resolve("missing").toString()))
                .withMessageEndingWith("so the file cannot be copied to the container. Rename the file.");
    }
}

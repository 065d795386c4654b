package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes and settings of checkouts, and names that are not UTF-8. */
class GitIndexTest {

    @TempDir
    private Path directory;

    private Path project;
    private GitRepository git;

    @BeforeEach
    void createCheckout() throws IOException {
        project = directory.toRealPath().resolve("project");
        git = GitRepository.init(project);
    }

    private List<String> files() {
        return files(project);
    }

    private static List<String> files(Path project) {
        return new ProjectFiles(
                        project, new MavenDirectories(project.resolve("target"), Optional.empty()), warning -> {})
                .list().stream().map(Path::toString).toList();
    }

    @Test
    void refusesAFileWhoseNameIsNotUtf8() throws Exception {
        shell("printf x > $'\\351/caf\\351.txt'");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> files())
                .withMessage(
                        "The name of the file '\\xe9/caf\\xe9.txt' is not UTF-8, so the file cannot be copied to the"
                                + " container. Rename the file, or add it to .gitignore.");

        git.write(".gitignore", "caf*\n");
        assertThat(files()).containsExactly(".gitignore");
    }

    @Test
    void leavesOutADeletedFileWhoseNameIsNotUtf8() throws Exception {
        shell("printf x > $'\\351/caf\\351.txt'; git add .; rm -r $'\\351'");

        assertThat(files()).isEmpty();
    }

    @Test
    void leavesOutFilesThatTheConfigurationOfTheCheckoutIgnores() throws IOException {
        Files.writeString(directory.resolve("ignored"), "*.log\n");
        git.write("a.log", "")
                .write("a.txt", "")
                .git("config", "core.excludesFile", directory.resolve("ignored").toString())
                .write(".git/info/exclude", "*.tmp\n")
                .write("a.tmp", "");

        assertThat(files()).containsExactly("a.txt");
    }

    @Test
    void readsASplitIndex() throws IOException {
        git.write(".gitignore", "*.log\n").write("a.log", "").git("add", "--force", ".");
        git.git("update-index", "--split-index").write("b.txt", "").git("add", "b.txt");

        assertThat(files()).containsExactlyInAnyOrder(".gitignore", "a.log", "b.txt");
    }

    @Test
    void readsASparseIndex() throws IOException {
        git.write("a/a.txt", "")
                .write("b/b.txt", "")
                .write(".gitignore", "*.log\n")
                .write("a/b.log", "")
                .commit();
        git.git("sparse-checkout", "init", "--cone", "--sparse-index").git("sparse-checkout", "set", "a");

        assertThat(files()).containsExactlyInAnyOrder(".gitignore", "a/a.txt");
    }

    @Test
    void readsARepositoryWithSha256() throws IOException {
        Path other = directory.toRealPath().resolve("sha256");
        GitRepository.init(other, "--object-format=sha256")
                .write(".gitignore", "*.log\n")
                .write("a.log", "")
                .git("add", "--force", ".");

        assertThat(files(other)).containsExactlyInAnyOrder(".gitignore", "a.log");
    }

    private void shell(String command) throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", "mkdir $'\\351'; " + command)
                .directory(project.toFile())
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    /** Git lists the names of an index as they are. */
    @Test
    void listsNoFileOutsideOfTheProject() throws Exception {
        Files.writeString(directory.resolve("secret"), "");
        git.write("a/kept.txt", "");
        writeIndex(
                directory.toRealPath().resolve("secret").toString(),
                "../secret",
                ".GIT/config",
                ".git/config",
                "a/../../secret",
                "a/kept.txt");

        assertThat(files()).containsExactly("a/kept.txt");
        assertThat(files(project.resolve("a"))).containsExactly("kept.txt");
    }

    /** Writes an index (gitformat-index, version 2) of empty files with these names, in their order. */
    private void writeIndex(String... names) throws Exception {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        index.write(ByteBuffer.allocate(12)
                .put("DIRC".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(names.length)
                .array());
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            int length = 62 + bytes.length;
            ByteBuffer entry = ByteBuffer.allocate(length + 8 - length % 8);
            entry.putInt(24, 0100644)
                    .putShort(60, (short) bytes.length)
                    .position(62)
                    .put(bytes);
            index.write(entry.array());
        }
        index.write(MessageDigest.getInstance("SHA-1").digest(index.toByteArray()));
        Files.write(project.resolve(".git/index"), index.toByteArray());
    }
}

package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFilesTest {

    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    private Path project;

    @BeforeEach
    void createProject() throws IOException {
        project = Files.createDirectories(directory.toRealPath().resolve("project"));
    }

    private List<String> files() {
        return files(project);
    }

    private List<String> files(Path project) {
        return new ProjectFiles(
                        project, new MavenDirectories(project.resolve("target"), Optional.empty()), warnings::add)
                .list().stream().map(Path::toString).toList();
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content");
    }

    @Nested
    class InAGitCheckout {

        private GitRepository git;

        @BeforeEach
        void createCheckout() throws IOException {
            git = GitRepository.init(project);
        }

        @Test
        void listsTrackedAndUntrackedFiles() throws IOException {
            git.write("tracked.txt", "").commit();
            git.write("staged.txt", "").git("add", "staged.txt");
            git.write("untracked.txt", "");

            assertThat(files()).containsExactlyInAnyOrder("tracked.txt", "staged.txt", "untracked.txt");
        }

        @Test
        void leavesOutIgnoredFiles() throws IOException {
            git.write(".gitignore", "target/\n*.log\n")
                    .write("target/a.jar", "")
                    .write("deep/b.log", "");
            git.write("deep/kept.txt", "");

            assertThat(files()).containsExactlyInAnyOrder(".gitignore", "deep/kept.txt");
        }

        @Test
        void listsTrackedFilesThatAreIgnored() throws IOException {
            git.write("kept.log", "").commit();
            git.write(".gitignore", "*.log\n");

            assertThat(files()).containsExactlyInAnyOrder(".gitignore", "kept.log");
        }

        @Test
        void listsAllFilesOfAnIgnoredProject() throws IOException {
            git.write(".gitignore", "generated/\n").write("generated/in/it.sh", "");

            Path generated = project.resolve("generated");
            assertThat(files(generated)).containsExactlyInAnyOrder("in", "in/it.sh");
        }

        /** Such a file ignores the directory that it is in, too. */
        @ParameterizedTest
        @ValueSource(strings = {"", "module/"})
        void leavesOutIgnoredFilesIfAllIsIgnoredExceptSome(String directory) throws IOException {
            git.write(directory + ".gitignore", "*\n!/*.sh\n")
                    .write(directory + "a.sh", "")
                    .write(directory + "token.txt", "");

            Path module = project.resolve(directory);
            assertThat(files(module)).containsExactly("a.sh");
        }

        @Test
        void leavesOutTrackedNamesThatAreNoLongerFiles() throws Exception {
            git.write("file", "")
                    .write("directory/file", "")
                    .write("kept.txt", "")
                    .commit();
            Files.delete(project.resolve("file"));
            assertThat(new ProcessBuilder("mkfifo", project.resolve("file").toString())
                            .start()
                            .waitFor())
                    .isZero();
            Files.delete(project.resolve("directory/file"));
            Files.delete(project.resolve("directory"));
            Path elsewhere = Files.createDirectories(project.resolveSibling("elsewhere"));
            Files.writeString(elsewhere.resolve("file"), "of another user");
            Files.createSymbolicLink(project.resolve("directory"), elsewhere);

            assertThat(files()).containsExactlyInAnyOrder("kept.txt", "directory");
        }

        @Test
        void leavesOutTheGitDirectory() throws IOException {
            git.write("a.txt", "").commit();

            assertThat(files()).containsExactly("a.txt");
        }

        @Test
        void leavesOutDeletedFiles() throws IOException {
            git.write("gone.txt", "").write("kept.txt", "").commit();
            Files.delete(project.resolve("gone.txt"));

            assertThat(files()).containsExactly("kept.txt");
        }

        @Test
        void listsAFileOfAMergeConflictOnce() throws IOException {
            git.write("a.txt", "base").commit().git("checkout", "--quiet", "-b", "other");
            git.write("a.txt", "theirs").commit().git("checkout", "--quiet", "main");
            git.write("a.txt", "ours").commit();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> git.git("merge", "other"))
                    .withMessageContaining("CONFLICT");

            assertThat(files()).containsExactly("a.txt");
        }

        @Test
        void listsSpecialCharactersUnchanged() throws IOException {
            git.write("with space.txt", "")
                    .write("-dash", "")
                    .write("quo\"te'.txt", "")
                    .write("line\nbreak", "")
                    .commit();

            assertThat(files()).containsExactlyInAnyOrder("with space.txt", "-dash", "quo\"te'.txt", "line\nbreak");
        }

        @Test
        void listsNamesThatAreNotAscii() throws IOException {
            git.write("größe/€.txt", "").commit();
            git.write("größe/日本.txt", "");

            assertThat(files()).containsExactlyInAnyOrder("größe/€.txt", "größe/日本.txt");
        }

        @Test
        void listsLinksAlsoBrokenOnes() throws IOException {
            git.write("a.txt", "");
            Files.createSymbolicLink(project.resolve("link"), Path.of("a.txt"));
            Files.createSymbolicLink(project.resolve("nowhere"), Path.of("missing"));
            git.commit();

            assertThat(files()).containsExactlyInAnyOrder("a.txt", "link", "nowhere");
        }

        @Test
        void listsTheFilesOfASubmodule() throws IOException {
            GitRepository.init(directory.resolve("library")).write("lib.c", "").commit();
            git.write("a.txt", "")
                    .git(
                            "submodule",
                            "--quiet",
                            "add",
                            directory.resolve("library").toString(),
                            "lib");
            git.commit().write("lib/new.c", "");

            assertThat(files()).containsExactlyInAnyOrder(".gitmodules", "a.txt", "lib/lib.c", "lib/new.c");
        }

        @Test
        void listsTheFilesOfANestedRepository() throws IOException {
            git.write("a.txt", "").commit();
            GitRepository.init(project.resolve("nested")).write("b.txt", "").commit();

            assertThat(files()).containsExactlyInAnyOrder("a.txt", "nested/b.txt");
        }

        @Test
        void listsASubdirectoryRelativeToItself() throws IOException {
            git.write("other/a.txt", "")
                    .write("module/pom.xml", "")
                    .write("module/src/b.txt", "")
                    .commit();
            git.write(".gitignore", "module/target\n").write("module/target/c.txt", "");

            assertThat(files(project.resolve("module"))).containsExactlyInAnyOrder("pom.xml", "src/b.txt");
        }

        @Test
        void returnsNothingForAnEmptyCheckout() {
            assertThat(files()).isEmpty();
        }

        @Test
        void reportsTheErrorOfGit() throws IOException {
            git.write(".git/index", "nonsense");

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> files())
                    .withMessageStartingWith("Could not list the files of the project in " + project
                            + ": git ls-files ended with status 128: ")
                    .withMessageContaining("fatal:")
                    .withMessageEndingWith(". Check the checkout with 'git status'.");
        }
    }

    @Nested
    class WithoutGit {

        @BeforeEach
        void requireNoCheckout() {
            for (Path parent = project; parent != null; parent = parent.getParent()) {
                assertThat(parent.resolve(".git"))
                        .as("the temporary directory must not be in a checkout")
                        .doesNotExist();
            }
        }

        @Test
        void leavesOutTheBuildDirectory() throws IOException {
            write(project.resolve("pom.xml"));
            write(project.resolve("src/a.txt"));
            write(project.resolve("target/b.txt"));
            write(project.resolve("module/target/c.txt"));
            write(project.resolve(".hidden/d.txt"));

            assertThat(files())
                    .containsExactlyInAnyOrder(
                            "pom.xml",
                            "src",
                            "src/a.txt",
                            "module",
                            "module/target",
                            "module/target/c.txt",
                            ".hidden",
                            ".hidden/d.txt");
        }

        @Test
        void listsEmptyDirectoriesAndLinks() throws IOException {
            Files.createDirectories(project.resolve("empty"));
            Files.createSymbolicLink(project.resolve("link"), Path.of("empty"));
            Files.createSymbolicLink(project.resolve("nowhere"), Path.of("missing"));

            assertThat(files()).containsExactlyInAnyOrder("empty", "link", "nowhere");
        }

        @Test
        void doesNotFollowLinks() throws IOException {
            write(directory.resolve("outside/secret.txt"));
            Files.createSymbolicLink(project.resolve("link"), directory.resolve("outside"));

            assertThat(files()).containsExactly("link");
        }

        @Test
        void leavesOutTheGitDirectoryOfANestedRepository() throws IOException {
            GitRepository.init(project.resolve("nested")).write("a.txt", "").commit();

            assertThat(files()).containsExactlyInAnyOrder("nested", "nested/a.txt");
        }

        @Test
        void reportsAProjectThatCannotBeRead() {
            Path missing = project.resolve("missing");

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> files(missing))
                    .withMessage("Could not list the files of the project in " + missing + ": " + missing
                            + " does not exist.");
        }
    }
}

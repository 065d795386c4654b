package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commit that an image is built from. */
class GitCommitTest {

    private static final int ME = 1000;
    private static final int OTHER = 2000;

    @TempDir
    private Path directory;

    private Path project;
    private GitRepository repository;

    @BeforeEach
    void createCheckout() throws IOException {
        project = directory.toRealPath().resolve("project");
        repository = GitRepository.init(project)
                .write(".gitignore", "target/\n")
                .write("module/pom.xml", "<project/>")
                .commit();
    }

    private static Optional<String> commit(Path of) {
        return new ProjectFiles(of, new MavenDirectories(of.resolve("target"), Optional.empty()), warning -> {})
                .commit();
    }

    private Optional<String> head() throws IOException {
        return Optional.of(repository.output("rev-parse", "HEAD").strip());
    }

    @Test
    void isTheCommitOfTheBranch() throws IOException {
        assertThat(commit(project)).isEqualTo(head());
        assertThat(commit(project.resolve("module"))).isEqualTo(head());
    }

    @Test
    void isTheCommitOfTheTagThatIsCheckedOut() throws IOException {
        repository.git("tag", "1.0.0").write("later.txt", "").commit().git("checkout", "--quiet", "1.0.0");

        assertThat(commit(project))
                .contains(repository.output("rev-parse", "1.0.0").strip());
    }

    @Test
    void isFoundAmongPackedBranches() throws IOException {
        repository.git("branch", "other").git("pack-refs", "--all", "--prune");

        assertThat(commit(project)).isEqualTo(head());
    }

    @Test
    void isTheCommitOfALinkedWorkingTree() throws IOException {
        Path linked = directory.toRealPath().resolve("linked");
        repository.git("worktree", "add", "--quiet", "-b", "other", linked.toString());
        Optional<String> before = head();
        repository.write("later.txt", "").commit();

        assertThat(commit(linked)).isEqualTo(before).isNotEqualTo(head());
    }

    @Test
    void hasTheObjectFormatOfTheRepository() throws IOException {
        Path other = directory.toRealPath().resolve("other");
        repository = GitRepository.init(other, "--object-format=sha256")
                .write("a.txt", "")
                .commit();

        assertThat(commit(other))
                .isEqualTo(head())
                .hasValueSatisfying(text -> assertThat(text).hasSize(64));
    }

    @Test
    void isUnknownInADirectoryThatGitDoesNotTrack() throws IOException {
        assertThat(commit(Files.createDirectories(project.resolve("target/it"))))
                .isEmpty();
        assertThat(commit(Files.createDirectories(project.resolve("new")))).isEmpty();
        assertThat(commit(Files.createDirectories(directory.resolve("elsewhere"))))
                .isEmpty();
    }

    @Test
    void isUnknownBeforeTheFirstCommit() throws IOException {
        Path other = directory.toRealPath().resolve("other");
        GitRepository.init(other).write("a.txt", "").git("add", "a.txt");

        assertThat(commit(other)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ref: ../../outside.txt", "ref: refs/heads/missing", "ref: ", "ref: \0", "no commit", ""})
    void isUnknownIfHeadIsNotReadable(String head) throws IOException {
        Files.writeString(directory.resolve("outside.txt"), "a secret");
        Files.writeString(project.resolve(".git/HEAD"), head);

        assertThat(commit(project)).isEmpty();
    }

    @Test
    void isUnknownInACheckoutOfAnotherUser() {
        Optional<String> found = new ProjectFiles(
                        project,
                        new MavenDirectories(project.resolve("target"), Optional.empty()),
                        warning -> {},
                        GitProgram.ofSystem(),
                        () -> new FileOwners(ME, path -> path.toString().contains(".git") ? OTHER : ME))
                .commit();

        assertThat(found).isEmpty();
    }
}

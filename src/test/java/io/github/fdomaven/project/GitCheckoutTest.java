package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which checkouts git is asked about. */
class GitCheckoutTest {

    private static final int ME = 1000;
    private static final int OTHER = 2000;

    @TempDir
    private Path directory;

    private Path project;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void createCheckout() throws IOException {
        project = Files.createDirectories(directory.toRealPath().resolve("project"));
        GitRepository.init(project)
                .write(".gitignore", "*.log\n")
                .write("a.log", "")
                .write("a.txt", "")
                .commit();
    }

    private List<String> files(Path of, int user, FileOwners.Lookup lookup) {
        return new ProjectFiles(
                        of,
                        new MavenDirectories(of.resolve("target"), Optional.empty()),
                        warnings::add,
                        GitProgram.ofSystem(),
                        () -> new FileOwners(user, lookup))
                .list().stream().map(Path::toString).sorted().toList();
    }

    private static boolean isInGitDirectory(Path path) {
        return path.toString().contains(".git");
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, 1000",
        "1000, 1000, 2000",
        "1000, 1000, 0", // the user's own checkout
        "1000, 0, 0", // a CI job: root cloned the project, and the job has another user
        "0, 0, 0",
        "0, 0, 1000",
        "0, 1000, 1000" // a CI job of root
    })
    void asksGitAboutTheCheckoutOf(int user, int ofCheckout, int ofProject) {
        assertThat(files(project, user, path -> isInGitDirectory(path) ? ofCheckout : ofProject))
                .containsExactly(".gitignore", "a.txt");
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 2000, 1000",
        "1000, 2000, 2000",
        "1000, 2000, 0", // another user's checkout
        "1000, 0, 1000",
        "1000, 0, 2000", // root's checkout around another project
        "0, 1000, 0",
        "0, 1000, 2000" // another user's checkout around the project of root
    })
    void copiesAllFilesOfTheCheckoutOf(int user, int ofCheckout, int ofProject) {
        assertThat(files(project, user, path -> isInGitDirectory(path) ? ofCheckout : ofProject))
                .containsExactly(".gitignore", "a.log", "a.txt");
        assertThat(warnings)
                .containsExactly("All files in " + project
                        + " are copied, also those that git ignores, because git is not"
                        + " asked about " + project + "/.git: it belongs to the user with the number " + ofCheckout
                        + ". Run Maven as the owner of the checkout, or change its owner.");
    }

    @Test
    void doesNotTrustACheckoutOfAnotherUserAboveTheProject() throws IOException {
        Path module = Files.createDirectories(project.resolve("module"));
        Files.writeString(module.resolve("b.log"), "");

        assertThat(files(module, ME, path -> path.startsWith(module) ? ME : OTHER))
                .containsExactly("b.log");
        assertThat(warnings).hasSize(1);
    }

    @Test
    void doesNotTrustAGitDirectoryOfAnotherUserElsewhere() throws IOException {
        Path elsewhere = directory.toRealPath().resolve("elsewhere");
        Files.move(project.resolve(".git"), elsewhere);
        Files.writeString(project.resolve(".git"), "gitdir: ../elsewhere\n");

        assertThat(files(project, ME, path -> path.startsWith(elsewhere) ? OTHER : ME))
                .contains("a.log");
        assertThat(warnings).hasSize(1);
        assertThat(files(project, ME, path -> ME)).doesNotContain("a.log", ".git");
    }

    @Test
    void doesNotTrustTheLinkOfAnotherUserToAGitDirectory() throws IOException {
        Path elsewhere = directory.toRealPath().resolve("elsewhere");
        Files.move(project.resolve(".git"), elsewhere);
        Files.createSymbolicLink(project.resolve(".git"), elsewhere);

        assertThat(files(project, ME, path -> isInGitDirectory(path) ? OTHER : ME))
                .contains("a.log");
        assertThat(files(project, ME, path -> path.startsWith(elsewhere) ? OTHER : ME))
                .contains("a.log");
        assertThat(files(project, ME, path -> ME)).doesNotContain("a.log");
    }

    @Test
    void doesNotTrustTheCommonDirectoryOfAnotherUser() throws IOException {
        Path linked = directory.toRealPath().resolve("linked");
        GitRepository.init(project).git("worktree", "add", "--quiet", linked.toString());
        Path common = project.resolve(".git");

        assertThat(files(linked, ME, path -> path.equals(common) ? OTHER : ME)).containsExactly(".gitignore", "a.txt");
        assertThat(warnings).singleElement().asString().contains("it belongs to the user with the number " + OTHER);
    }

    @Test
    void doesNotTrustTheNestedRepositoryOfAnotherUser() throws IOException {
        Path nested = project.resolve("nested");
        GitRepository.init(nested).write(".gitignore", "*.log\n").write("n.log", "");

        assertThat(files(project, ME, path -> path.startsWith(nested.resolve(".git")) ? OTHER : ME))
                .containsExactly(".gitignore", "a.txt", "nested/.gitignore", "nested/n.log");
        assertThat(warnings).hasSize(1);
    }

    @Test
    void copiesAllFilesIfTheGitDirectoryIsNotHere() throws IOException {
        Files.move(project.resolve(".git"), directory.resolve("elsewhere"));
        Files.writeString(project.resolve(".git"), "gitdir: /missing/.git/worktrees/a\n");

        assertThat(files(project, ME, path -> ME)).containsExactly(".gitignore", "a.log", "a.txt");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("it refers to /missing/.git/worktrees/a, which is not a git directory here");
    }

    @Test
    void skipsAnEntryThatIsNoRepository() throws IOException {
        Path module = Files.createDirectories(project.resolve("module/.git")).getParent();
        Files.writeString(module.resolve("b.txt"), "");
        Files.writeString(module.resolve("b.log"), "");

        assertThat(files(module, ME, path -> ME)).containsExactly("b.txt");
    }

    @Test
    void findsTheCheckoutBehindALink() throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        GitRepository.init(home).write(".gitignore", "*\n");
        Path link = Files.createSymbolicLink(home.resolve("link"), project);

        assertThat(files(link, ME, path -> ME)).containsExactly(".gitignore", "a.txt");
    }
}

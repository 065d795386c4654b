package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs in GitLab have Maven's local repository in the project, because GitLab caches only files of the project. */
class LocalRepositoryFilesTest {

    @TempDir
    private Path directory;

    private Path project;

    @BeforeEach
    void createProject() throws IOException {
        project = Files.createDirectories(directory.toRealPath().resolve("project"));
    }

    private List<String> files(Path project, Path localRepository) {
        MavenDirectories maven = new MavenDirectories(project.resolve("target"), Optional.of(localRepository));
        return new ProjectFiles(project, maven, warning -> {})
                .list().stream().map(Path::toString).toList();
    }

    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content");
    }

    @ParameterizedTest
    @ValueSource(strings = {".m2/repository", "cache [1]*/re\\po?"})
    void leavesOutUntrackedFilesOfTheLocalRepository(String name) throws IOException {
        Path localRepository = project.resolve(name);
        GitRepository git = GitRepository.init(project);
        git.write(name + "/committed.txt", "").commit();
        git.write(name + "/org/a.jar", "")
                .write("cache 1x/repo/a.txt", "")
                .write("other/.m2/repository/a.txt", "")
                .write(".m2/settings.xml", "");

        assertThat(files(project, localRepository))
                .containsExactlyInAnyOrder(
                        name + "/committed.txt",
                        "cache 1x/repo/a.txt",
                        "other/.m2/repository/a.txt",
                        ".m2/settings.xml");
    }

    @Test
    void leavesOutTheLocalRepositoryOfAModule() throws IOException {
        Path module = project.resolve("module");
        GitRepository.init(project).write("module/pom.xml", "").write("module/.m2/repository/org/a.jar", "");

        assertThat(files(module, module.resolve(".m2/repository"))).containsExactly("pom.xml");
    }

    @Test
    void leavesOutTheLocalRepositoryWithoutGit() throws IOException {
        write(project.resolve("pom.xml"));
        write(project.resolve(".m2/repository/org/a.jar"));
        Path link = Files.createSymbolicLink(directory.resolve("repository"), project.resolve(".m2/repository"));

        assertThat(files(project, link)).containsExactlyInAnyOrder("pom.xml", ".m2");
    }

    @Test
    void listsTheFilesOfAProjectInTheLocalRepository() throws IOException {
        write(project.resolve("pom.xml"));

        assertThat(files(project, project)).containsExactly("pom.xml");
        assertThat(files(project, directory)).containsExactly("pom.xml");
    }
}

package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkouts and environments that make git run a program. Listing the files of a project must not run it. */
class GitAttackTest {

    /** Settings that name a program. {@code RUN} stands for it. */
    private static final List<String> SETTINGS = List.of(
            "core.sshCommand=RUN",
            "core.gitProxy=RUN",
            "core.pager=RUN",
            "core.editor=RUN",
            "core.askPass=RUN",
            "core.alternateRefsCommand=RUN",
            "core.hooksPath=programs",
            "core.fsmonitor=RUN",
            "pager.ls-files=RUN",
            "pager.config=RUN",
            "alias.ls-files=!RUN",
            "alias.check-ignore=!RUN",
            "credential.helper=!RUN",
            "diff.external=RUN",
            "diff.x.textconv=RUN",
            "diff.x.command=RUN",
            "merge.x.driver=RUN",
            "filter.x.clean=RUN",
            "filter.x.smudge=RUN",
            "filter.x.process=RUN",
            "gpg.program=RUN",
            "gpg.ssh.defaultKeyCommand=RUN",
            "interactive.diffFilter=RUN",
            "sequence.editor=RUN",
            "submodule.lib.update=!RUN",
            "trailer.x.command=RUN",
            "uploadpack.packObjectsHook=RUN",
            "remote.origin.uploadpack=RUN",
            "remote.origin.promisor=true",
            "protocol.ext.allow=always");

    @TempDir
    private Path directory;

    private Path project;
    private Path program;
    private Path mark;
    private GitRepository git;

    @BeforeEach
    void createCheckout() throws IOException {
        project = directory.toRealPath().resolve("project");
        mark = directory.toRealPath().resolve("ran");
        program = script("program", "touch '" + mark + "'; exit 1");
        git = GitRepository.init(project)
                .write("a/kept.txt", "")
                .write("b/kept.txt", "")
                .commit()
                .write("new.txt", "");
    }

    private Path script(String name, String content) throws IOException {
        Path script = directory.toRealPath().resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n" + content + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> files(Path of, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(new ProcessBuilder().environment());
        environment.putAll(variables);
        List<String> warnings = new ArrayList<>();
        GitProgram installed = new GitProgram("git", environment);
        List<String> files = new ProjectFiles(
                        of,
                        new MavenDirectories(of.resolve("target"), Optional.empty()),
                        warnings::add,
                        installed,
                        FileOwners::ofSystem)
                .list().stream().map(Path::toString).sorted().toList();
        assertThat(warnings).isEmpty();
        return files;
    }

    private List<String> files() {
        return files(project, Map.of());
    }

    /** Writes all settings that name a program to a file of settings. */
    private Path writeSettings(Path file) throws IOException {
        StringBuilder text = new StringBuilder(Files.exists(file) ? Files.readString(file) : "");
        for (String setting : SETTINGS) {
            int dot = setting.indexOf('.');
            String[] parts = setting.substring(dot + 1).split("[.](?=[^=.]*=)", 2);
            String section = setting.substring(0, dot) + (parts.length > 1 ? " \"" + parts[0] + "\"" : "");
            text.append("[" + section + "]\n" + parts[parts.length - 1].replace("RUN", program.toString()) + "\n");
        }
        return Files.writeString(file, text);
    }

    private void writeAttributes() throws IOException {
        git.write("attributes", "* filter=x diff=x merge=x\n")
                .write(".gitattributes", "* filter=x diff=x merge=x\n")
                .write("a/.gitattributes", "* filter=x diff=x\n")
                .write(".git/info/attributes", "* filter=x diff=x\n");
        // Git compares the content of a file that is as old as the index.
        Files.setLastModifiedTime(
                project.resolve("a/kept.txt"), Files.getLastModifiedTime(project.resolve(".git/index")));
    }

    private void assertThatNothingRuns() {
        assertThat(files()).contains("a/kept.txt", "b/kept.txt", "new.txt");
        assertThat(mark).doesNotExist();
    }

    @Test
    void ignoresSettingsOfTheCheckout() throws IOException {
        writeAttributes();
        writeSettings(project.resolve(".git/config"));

        assertThatNothingRuns();
    }

    @Test
    void ignoresSettingsOfIncludedFiles() throws IOException {
        Path included = writeSettings(directory.resolve("included"));
        writeAttributes();
        git.git("config", "include.path", included.toString())
                .git("config", "includeIf.gitdir:/.path", included.toString());

        assertThatNothingRuns();
    }

    @Test
    void ignoresSettingsOfAWorkingTree() throws IOException {
        git.git("config", "extensions.worktreeConfig", "true");
        writeSettings(project.resolve(".git/config.worktree"));

        assertThatNothingRuns();
    }

    /** The user's own configuration may name programs, but no program is needed here. */
    @Test
    void ignoresSettingsOfTheUser() throws IOException {
        Path config = writeSettings(directory.resolve("user-config"));
        writeAttributes();

        assertThat(files(project, Map.of("GIT_CONFIG_GLOBAL", config.toString())))
                .contains("a/kept.txt", "new.txt");
        assertThat(mark).doesNotExist();
    }

    @Test
    void ignoresSettingsOfASubmoduleAndOfNestedRepositories() throws IOException {
        GitRepository.init(directory.resolve("library")).write("lib.c", "").commit();
        git.git("submodule", "--quiet", "add", directory.resolve("library").toString(), "lib")
                .commit()
                .git("-C", "lib", "config", "core.fsmonitor", program.toString());
        GitRepository.init(project.resolve("nested"))
                .write("n.txt", "")
                .git("config", "core.fsmonitor", program.toString());

        assertThat(files()).contains("lib/lib.c", "nested/n.txt");
        assertThat(mark).doesNotExist();
    }

    @Test
    void ignoresSettingsOfALinkedWorkingTree() throws IOException {
        Path linked = directory.toRealPath().resolve("linked");
        git.git("worktree", "add", "--quiet", linked.toString());
        git.git("config", "core.fsmonitor", program.toString());

        assertThat(files(linked, Map.of())).containsExactly("a/kept.txt", "b/kept.txt");
        assertThat(mark).doesNotExist();
    }

    @Test
    void ignoresSettingsOfAGitDirectoryElsewhere() throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(project.resolve(".git"), elsewhere);
        git.write(".git", "gitdir: " + elsewhere + "\n");
        git.git("config", "core.fsmonitor", program.toString());

        assertThatNothingRuns();
    }

    /** Git takes a directory with these entries for a repository, also if it comes from a commit. */
    @Test
    void ignoresABareRepositoryInTheProject() throws IOException {
        Path bare = project.resolve("bare");
        git.write("bare/HEAD", "ref: refs/heads/main\n")
                .write("bare/objects/kept", "")
                .write("bare/refs/kept", "")
                .write("bare/config", "[core]\nbare = false\nworktree = .\nfsmonitor = " + program + "\n");

        assertThat(files(bare, Map.of())).containsExactly("HEAD", "config", "objects/kept", "refs/kept");
        assertThat(mark).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh://localhost/x",
                "ext::RUN %S",
                "git://localhost/x",
                "file:///RUN",
                "x::y",
                "https://localhost:1/x"
            })
    void fetchesNothing(String address) throws IOException {
        git.git("sparse-checkout", "init", "--cone", "--sparse-index").git("sparse-checkout", "set", "a");
        deleteTree("b");
        git.git("config", "core.repositoryformatversion", "1")
                .git("config", "extensions.partialClone", "origin")
                .git("config", "remote.origin.promisor", "true")
                .git("config", "remote.origin.url", address.replace("RUN", program.toString()))
                .git("config", "remote.origin.uploadpack", program.toString())
                .git("config", "core.sshCommand", program.toString())
                .git("config", "core.gitProxy", program.toString())
                .git("config", "credential.helper", "!" + program)
                .git("config", "protocol.allow", "always");

        try {
            assertThat(files()).contains("a/kept.txt");
        } catch (EnvironmentException e) {
            assertThat(e).hasMessageContaining("git ls-files ended with status 128: ");
        }
        assertThat(mark).doesNotExist();
    }

    /** Deletes the object of a tree, as if it had not been fetched yet. */
    private void deleteTree(String path) throws IOException {
        String id = git.output("rev-parse", "HEAD:" + path).strip();
        Files.delete(project.resolve(".git/objects").resolve(id.substring(0, 2)).resolve(id.substring(2)));
    }

    @Test
    void ignoresVariablesOfGit() throws IOException {
        Path other = directory.resolve("other");
        GitRepository.init(other).write("other.txt", "").commit().git("config", "core.fsmonitor", program.toString());
        script("programs/git-ls-files", program.toString());
        Map<String, String> variables = new HashMap<>();
        variables.put("GIT_DIR", other.resolve(".git").toString());
        variables.put("GIT_COMMON_DIR", other.resolve(".git").toString());
        variables.put("GIT_WORK_TREE", other.toString());
        variables.put("GIT_INDEX_FILE", other.resolve(".git/index").toString());
        variables.put("GIT_CONFIG_COUNT", "1");
        variables.put("GIT_CONFIG_KEY_0", "core.fsmonitor");
        variables.put("GIT_CONFIG_VALUE_0", program.toString());
        variables.put("GIT_CONFIG_PARAMETERS", "'core.fsmonitor=" + program + "'");
        variables.put("GIT_TEST_FSMONITOR", program.toString());
        variables.put("GIT_EXEC_PATH", directory.resolve("programs").toString());
        for (String name :
                List.of("EXTERNAL_DIFF", "PAGER", "SSH", "SSH_COMMAND", "ASKPASS", "EDITOR", "PROXY_COMMAND")) {
            variables.put("GIT_" + name, program.toString());
        }

        assertThat(files(project, variables)).containsExactly("a/kept.txt", "b/kept.txt", "new.txt");
        assertThat(mark).doesNotExist();
    }

    @Test
    void runsNoProgramOfTheProject() throws IOException {
        Path fake = project.resolve("git");
        Files.copy(program, fake);
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(files()).contains("git");
        assertThat(mark).doesNotExist();
    }

    /** Shows that the attacks work: git itself runs the program of such a checkout. */
    @Test
    void gitItselfRunsTheProgram() throws IOException {
        git.git("config", "core.fsmonitor", program.toString());

        git.git("ls-files", "--others");

        assertThat(mark).exists();
    }
}

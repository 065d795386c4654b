package io.github.fdomaven.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that exec runs, and the scripts that these run. */
class ExecScriptsTest {

    @TempDir
    Path directory;

    private Path project;

    @BeforeEach
    void writeProject() throws IOException {
        project = Files.createDirectories(directory.resolve("project"));
        write("ci/plain.sh", "echo $PLAIN\n");
        write("ci/nested.sh", "#!/bin/sh\n. ci/plain.sh\n");
        write("ci/beside.sh", "#!/bin/bash\nDIR=\"$(cd \"$(dirname \"$0\")\" && pwd)\"\nsource \"$DIR/plain.sh\"\n");
        write("ci/dirname.sh", "source \"$(dirname \"${BASH_SOURCE[0]}\")/plain.sh\"\n");
        write("ci/x.py", "import os\nprint(os.environ['PYTHON'], os.getenv(\"GETENV\"), os.environ.get('GET'))\n");
        write("Makefile", "tool:\n\techo $(MADE)\n");
        write("../outside.sh", "echo $OUTSIDE\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ExecScripts scripts(String command) {
        return ExecScripts.of(command, project);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bash ci/plain.sh",
                "./ci/plain.sh",
                "bash -e ./ci/plain.sh x",
                "bash -c 'ci/plain.sh'",
                "cd ci && ./plain.sh",
                "sudo -E env A=b ci/plain.sh",
                "bash $CI_PROJECT_DIR/ci/plain.sh",
                "if true; then . ci/plain.sh; fi",
                "V=\"$(sh ci/plain.sh)\" true",
                "sh < ci/plain.sh",
                "sh ci/nested.sh",
                "ci/beside.sh",
                "bash ci/dirname.sh"
            })
    void followsScriptsThatAreNamed(String command) {
        assertThat(scripts(command).variables()).contains("PLAIN");
        assertThat(scripts(command).runsUnreadFiles()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "make tool, MADE",
        "python3 ci/x.py, PYTHON",
        "python3 ci/x.py, GETENV",
        "python3 ci/x.py, GET",
        "echo $SHELL_VARIABLE; make, SHELL_VARIABLE"
    })
    void readsOtherPrograms(String command, String variable) {
        assertThat(scripts(command).variables()).contains(variable);
        assertThat(scripts(command).runsUnreadFiles()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for f in ci/*.sh; do bash $f; done",
                "for f in ci/*.sh; do $f; done",
                "bash ci/missing.sh",
                "ci/missing.sh",
                "curl https://example.org/x | sh",
                "eval x",
                "sh ../outside.sh"
            })
    void knowsThatFilesAreNotRead(String command) {
        assertThat(scripts(command).runsUnreadFiles()).isTrue();
        assertThat(scripts(command).variables()).doesNotContain("OUTSIDE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo a/b \"$(id -un)\" $HOME > /tmp/$i 2>&1",
                "# make\napt-get -y install make python3",
                "mkdir -p ci && cp ci/x.py /usr/bin"
            })
    void ignoresProgramsOfTheImage(String command) {
        assertThat(scripts(command).runsUnreadFiles()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "git describe > version, true",
        "V=$(git -c a=b rev-parse HEAD), true",
        "git clone https://example.org/a.git && cd a && git checkout v1, false",
        "git config --global a b, false",
        "apt-get install git, false"
    })
    void knowsCommandsThatNeedTheRepository(String command, boolean needed) {
        assertThat(scripts(command).runsGit()).isEqualTo(needed);
    }

    @Test
    void readsScriptsThatRunEachOther() throws IOException {
        write("a.sh", "sh b.sh\n");
        write("b.sh", "sh a.sh; echo $LAST\n");

        assertThat(scripts("sh a.sh").variables()).containsExactly("LAST");
    }
}

package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrlfCheckTest {

    private static final String SCRIPT = "#!/bin/sh\r\necho ran\r\n";

    @TempDir
    private Path project;

    private CrlfCheck check(String command, String... files) {
        Exec exec = Exec.of(command, project, Exec::digest);
        return new CrlfCheck(
                "base", exec, project, Stream.of(files).map(Path::of).toList());
    }

    private void write(String name, String content) throws IOException {
        assertThat(Files.writeString(project.resolve(name), content).toFile().setExecutable(true))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"./x.sh", "A=1 ./x.sh now", "true && ./x.sh"})
    void refusesAScriptThatExecRuns(String command) throws IOException {
        write("x.sh", SCRIPT);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> check(command, "x.sh").refuseScripts())
                .withMessage(
                        "The exec of the image 'base' runs ./x.sh, whose lines end in CRLF, as on Windows. A shell of"
                                + " Linux cannot run such a script. Convert it with sed -i 's/\\r$//' ./x.sh, and keep it so by"
                                + " '*.sh text eol=lf' in .gitattributes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat x.sh", "make", "perl -pi -e 1 x.sh && ./x.sh", "test -x y && ./x.sh"})
    void acceptsAScriptThatExecMayNotRunOrMayConvert(String command) throws IOException {
        write("x.sh", SCRIPT);

        assertThatCode(() -> check(command, "x.sh").refuseScripts()).doesNotThrowAnyException();
    }

    @Test
    void namesTheExtensionAndQuotesThePathOfAScript() throws IOException {
        write("my tool.py", "#!/usr/bin/python3\r\nprint()\r\n");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> check("'./my tool.py'").refuseScripts())
                .withMessageContaining(
                        "The kernel cannot run such a script. Convert it with sed -i 's/\\r$//' './my tool.py',"
                                + " and keep it so by '*.py text eol=lf' in .gitattributes.");
    }

    @Test
    void namesTheScriptsThatExecNamesAfterAFailure() throws IOException {
        write("b.sh", SCRIPT);
        write("c.sh", SCRIPT);
        Files.writeString(project.resolve("data.csv"), "a,b\r\n1,2\r\n");

        assertThat(check("make b.sh", "b.sh", "c.sh", "data.csv", "missing").advice(List.of("make: *** Error 1")))
                .isEqualTo(" The reason may be that lines of b.sh end in CRLF, as on Windows. Convert it with sed -i"
                        + " 's/\\r$//' b.sh, and keep it so by '*.sh text eol=lf' in .gitattributes.");
    }

    @Test
    void namesAllScriptsIfAFileOrCommandIsNotFound() throws IOException {
        for (String name : List.of("a.sh", "b.sh", "c.sh", "run")) {
            write(name, SCRIPT);
        }

        assertThat(check("make", "a.sh", "b.sh", "c.sh", "run").advice(List.of("make: ./run: not found")))
                .isEqualTo(" The reason may be that lines of a.sh, b.sh, c.sh and 1 more end in CRLF, as on Windows."
                        + " Convert them with sed -i 's/\\r$//' a.sh b.sh c.sh run, and keep them so by"
                        + " '*.sh text eol=lf' and 'run text eol=lf' in .gitattributes.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bash: ./x.sh: /bin/sh^M: bad interpreter: No such file or directory",
                "x.sh: line 2: $'\\r': command not found"
            })
    void knowsTheComplaintsOfBash(String line) {
        assertThat(check("make").advice(List.of("more", line))).contains("lines of a script end in CRLF");
    }

    @Test
    void advisesToFixTheScriptIfCrlfIsNotTheReason() throws IOException {
        write("x.sh", "#!/bin/sh\necho ran\n");
        write("other.sh", SCRIPT);

        assertThat(check("make x.sh", "x.sh", "other.sh").advice(List.of("make: *** Error 1")))
                .isEqualTo(" Fix the script, then run the goal again. If it reads variables of the job, name them in"
                        + " <execEnvironment>.");
    }
}

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

    private CrlfCheck check(String... files) {
        return new CrlfCheck("base", project, Stream.of(files).map(Path::of).toList());
    }

    private Exec exec(String command) throws IOException {
        assertThat(Files.writeString(project.resolve("x.sh"), SCRIPT).toFile().setExecutable(true))
                .isTrue();
        return Exec.of(command, project, Exec::digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"./x.sh", "A=1 ./x.sh now", "true && ./x.sh"})
    void refusesAScriptThatExecRuns(String command) throws IOException {
        Exec exec = exec(command);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> check("x.sh").refuseScriptsOf(exec))
                .withMessage(
                        "The exec of the image 'base' runs ./x.sh, whose lines end in CRLF, as on Windows. A shell of"
                                + " Linux cannot run such a script. Convert it with sed -i 's/\\r$//' ./x.sh, and keep it so by"
                                + " '*.sh text eol=lf' in .gitattributes.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat x.sh", "make"})
    void acceptsAScriptThatExecDoesNotRun(String command) throws IOException {
        Exec exec = exec(command);

        assertThatCode(() -> check("x.sh").refuseScriptsOf(exec)).doesNotThrowAnyException();
    }

    @Test
    void namesTheScriptsOfTheProjectAfterAFailure() throws IOException {
        for (String name : List.of("a.sh", "b.sh", "c.sh", "d.sh")) {
            Files.writeString(project.resolve(name), SCRIPT);
        }
        Files.writeString(project.resolve("data.csv"), "a,b\r\n1,2\r\n");

        assertThat(check("b.sh", "data.csv", "missing").advice(List.of()))
                .isEqualTo(" The reason may be that lines of b.sh end in CRLF, as on Windows. Convert it with sed -i"
                        + " 's/\\r$//' b.sh, and keep it so by '*.sh text eol=lf' in .gitattributes.");
        assertThat(check("a.sh", "b.sh", "c.sh", "d.sh").advice(List.of()))
                .contains("lines of a.sh, b.sh, c.sh and 1 more end in CRLF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bash: ./x.sh: /bin/sh^M: bad interpreter: No such file or directory",
                "x.sh: line 2: $'\\r': command not found"
            })
    void knowsTheComplaintsOfBash(String line) {
        assertThat(check().advice(List.of("more", line))).contains("lines of a script end in CRLF");
    }

    @Test
    void advisesToFixTheScriptIfThereIsNoCrlf() throws IOException {
        Files.writeString(project.resolve("x.sh"), "#!/bin/sh\necho ran\n");

        assertThat(check("x.sh").advice(List.of("make: *** Error 1")))
                .isEqualTo(" Fix the script, then run the goal again.");
    }
}

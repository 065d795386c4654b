package io.github.fdomaven.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that would harm the user: expressions of Maven, characters that act on a terminal, and secrets. */
class ConversionSafetyTest {

    @TempDir
    Path directory;

    private Conversion convert(String job, String variables) throws IOException {
        String text =
                job + ":\n  extends: .fdo.container-build@debian\n  variables:\n    FDO_DISTRIBUTION_VERSION: '12'\n"
                        + variables.indent(4);
        Path file = Files.writeString(directory.resolve(".gitlab-ci.yml"), text);
        return CiConverter.convert(file, directory);
    }

    private static String notes(Conversion conversion) {
        return String.join("\n", conversion.notes().stream().map(Note::text).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "FDO_DISTRIBUTION_TAG, tag, a$${env.AWS_X}, ${env.AWS_X}",
        "FDO_DISTRIBUTION_PACKAGES, packages, git $${env.AWS_X}, ${env.AWS_X}",
        "FDO_BASE_IMAGE, baseImage, $${settings.localRepository}/a:1, ${settings.localRepository}",
        "FDO_USER, user, @{env.AWS_X}, @{env.AWS_X}",
        "FDO_DISTRIBUTION_ENTRYPOINT, entrypoint, /$$$UNSET, $",
        "FDO_DISTRIBUTION_EXEC, exec, 'echo $${env.AWS_X}', ${env.AWS_X}",
        "FDO_DISTRIBUTION_EXEC, exec, 'echo $${settings%.localRepository}', ${settings%.localRepository}",
        "FDO_DISTRIBUTION_EXEC, exec, 'echo $${project}s', ${project}",
        "FDO_DISTRIBUTION_EXEC, exec, 'echo $${basedir/a/b}', ${basedir/a/b}"
    })
    void leavesOutTextThatMavenWouldReplace(String variable, String element, String value, String expression)
            throws IOException {
        Conversion conversion = convert("job", variable + ": '" + value + "'");

        assertThat(conversion.configuration()).doesNotContain("<" + element + ">");
        assertThat(notes(conversion))
                .contains("<" + element + "> was left out: Maven would replace " + expression + " in it");
    }

    @Test
    void keepsTextThatOnlyTheShellReplaces() throws IOException {
        String exec = "echo $${A}b $${A:-c} $${A%.tar} $${#A} $${1}";

        assertThat(convert("job", "FDO_DISTRIBUTION_EXEC: '" + exec + "'").configuration())
                .contains("<exec>" + exec.replace("$$", "$") + "</exec>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\x9B31m", "\\u202E", "\\u2066", "\\x7F", "\\x07"})
    void leavesOutCharactersThatActOnATerminal(String character) throws IOException {
        Conversion conversion =
                convert("\"a" + character + "b\"", "FDO_DISTRIBUTION_EXEC: \"echo x" + character + "\"");

        assertThat(conversion.configuration()).doesNotContain("<exec>").matches("[\\n -~]+");
        assertThat(notes(conversion)).contains("<exec> of the image 'a ").matches("[\\n -~]+");
    }

    @Test
    void nameOfAnImageIsNoExpression() throws IOException {
        Conversion conversion = convert("'${env.A}'", "FDO_DISTRIBUTION_TAG: a");

        assertThat(conversion.configuration()).contains("<name>{env.A}</name>");
        assertThat(notes(conversion)).contains("The image of this job has the name '{env.A}'");
    }

    @Test
    void limitsNotes() throws IOException {
        Conversion conversion = convert("? " + "a".repeat(300_000) + "\n", "FDO_USER: a");

        assertThat(conversion.configuration()).hasSizeLessThan(1000);
        assertThat(new Secrets().redact(new Note("file:1", "a".repeat(300_000)).toString()))
                .hasSizeLessThan(1100);
    }

    @Test
    void passesSecretsByTheirName() throws IOException {
        Files.writeString(directory.resolve("setup.sh"), "echo $GITLAB_TOKEN $PLAIN $URL");

        Conversion conversion = convert(
                "job",
                "GITLAB_TOKEN: glpat-1\nDB_PASSWORD: glpat-2\nPLAIN: p\nURL: a:$DB_PASSWORD\n"
                        + "FDO_DISTRIBUTION_EXEC: sh setup.sh $SIGN_KEY\nSIGN_KEY: glpat-3");

        assertThat(conversion.configuration())
                .contains("export PLAIN='p'", "export URL='a:'\"$DB_PASSWORD\"", "sh setup.sh $SIGN_KEY")
                .contains("<execEnvironment>SIGN_KEY,GITLAB_TOKEN,DB_PASSWORD</execEnvironment>")
                .doesNotContain("glpat");
        assertThat(notes(conversion))
                .contains("The variable GITLAB_TOKEN seems to be a secret.")
                .doesNotContain("glpat");
    }
}

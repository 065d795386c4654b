package io.github.fdomaven.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken, too large, or made to do harm, and details of the semantics of GitLab. */
class CiConverterTest extends ConversionTestCase {

    /** Converts an image whose variables are given, and returns the value of an element. */
    private String element(String element, String variables) throws IOException {
        String xml = convert(
                        "job:\n  extends: .fdo.container-build@debian\n  variables:\n    FDO_DISTRIBUTION_VERSION: '12'\n"
                                + variables.indent(4))
                .configuration();
        return xml.contains("<" + element + ">")
                ? xml.replaceFirst("(?s).*<" + element + ">(.*)</" + element + ">.*", "$1")
                : "";
    }

    private void assertRefused(String text, String... parts) {
        assertThatThrownBy(() -> convert(text))
                .isInstanceOf(FixableException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).contains(parts));
    }

    @Test
    void refusesMissingFile() {
        assertThatThrownBy(() -> CiConverter.convert(directory.resolve("missing.yml"), directory))
                .isInstanceOf(FixableException.class)
                .hasMessage("There is no file " + directory.resolve("missing.yml")
                        + " to convert. Name the file of the pipeline by -Dfdo.convert.file.");
    }

    @Test
    void refusesDirectory() {
        assertThatThrownBy(() -> CiConverter.convert(directory, directory))
                .isInstanceOf(FixableException.class)
                .hasMessageStartingWith("Could not read " + directory);
    }

    @Test
    void refusesInvalidYaml() {
        assertRefused("a: b\nc: [d\n", "Could not read .gitlab-ci.yml as YAML: line 3, column 1: ");
        assertRefused("\ta: b\n", "line 1, column 1: ");
        assertRefused("a: &b *c\n", "Could not read .gitlab-ci.yml as YAML: line 1, column ");
        assertRefused("a: \u0007\n", "Could not read .gitlab-ci.yml as YAML: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "text", "- a\n- b\n", "--- ~\n"})
    void refusesOtherThanAMapping(String text) {
        assertRefused(
                text, ".gitlab-ci.yml is not a mapping of jobs. Name the file of the pipeline by -Dfdo.convert.file.");
    }

    @Test
    void refusesFileThatIsNotUtf8() throws IOException {
        Files.write(directory.resolve(".gitlab-ci.yml"), "a: ä\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> CiConverter.convert(directory.resolve(".gitlab-ci.yml"), directory))
                .hasMessage("Could not read .gitlab-ci.yml: it is not encoded in UTF-8.");
    }

    @Test
    void refusesLargeFile() {
        assertRefused(
                "# ten megabytes\n" + "#\n".repeat(5 * 1024 * 1024),
                "Could not read .gitlab-ci.yml: GitLab reads at most 2097152 bytes of a file, and it has more.");
    }

    @Test
    void refusesDeepNesting() {
        assertRefused("a: " + "[".repeat(100_000), ".gitlab-ci.yml:1 is nested in more than 100 levels.");
    }

    @Test
    void refusesInvalidAnchors() {
        assertRefused("a: *missing\n", ".gitlab-ci.yml:1: the anchor 'missing' is not defined.");
        assertRefused("a: &a\n  b: *a\n", ".gitlab-ci.yml:2: the anchor 'a' contains itself.");
        assertRefused("a:\n  <<: text\n", ".gitlab-ci.yml:2: '<<' needs a mapping, such as '*anchor'.");
        assertRefused("? [a, b]\n: c\n", ".gitlab-ci.yml:1: a key of a mapping must be a text.");
    }

    @Test
    void refusesCycles() {
        assertRefused(".a: {extends: .b}\n.b: {extends: .a}\nc: {extends: .a}\n", "in a cycle: .a → .b → .a.");
        assertRefused("include: .gitlab-ci.yml\n", ".gitlab-ci.yml includes itself: .gitlab-ci.yml.");
        assertRefused(
                IMAGE + ".x:\n  y: !reference [.x, y]\njob:\n  variables: !reference [.x, y]\n",
                ".gitlab-ci.yml:7: !reference [.x, y] leads through more than 10 references.");
        assertRefused(
                IMAGE + ".x:\n  y: [!reference [.x, y]]\njob:\n  script: !reference [.x, y]\n",
                "more than 100000 items");
    }

    @Test
    void refusesLargeMatrix() {
        String values = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]";
        assertRefused(
                IMAGE + "  parallel:\n    matrix:\n      - {A: " + values + ", B: " + values + ", C: " + values + "}\n",
                ".gitlab-ci.yml:8: the matrix makes more than 200 jobs.");
    }

    @Test
    void refusesFileWithoutImages() throws IOException {
        assertRefused(
                "include: {project: group/other, file: x.yml}\njob: {script: make}\n",
                "No job of " + directory.resolve(".gitlab-ci.yml") + " builds an image with the CI templates.",
                "\n  .gitlab-ci.yml:1: The include (project group/other, file x.yml) was not read");
    }

    @Test
    void readsNoFileOutsideOfTheProject() throws IOException {
        Path project = Files.createDirectory(directory.resolve("project"));
        write("outside.yml", "secret: {script: x}\n");
        Files.createSymbolicLink(project.resolve("link.yml"), directory.resolve("outside.yml"));
        write("project/.gitlab-ci.yml", "include: [../outside.yml, link.yml, '../*.yml', $FILE]\n" + IMAGE);

        Conversion conversion = CiConverter.convert(project.resolve(".gitlab-ci.yml"), project);

        assertThat(conversion.notes())
                .extracting(Note::text)
                .containsExactly(
                        "The include (../outside.yml) was not read, because it is outside of the project. Its jobs and"
                                + " variables are missing here.",
                        "The include (link.yml) was not read, because it is outside of the project. Its jobs and variables"
                                + " are missing here.",
                        "The include (../*.yml) was not read, because no file matches. Its jobs and variables are missing"
                                + " here.",
                        "The include ($FILE) was not read, because its path has a variable. Its jobs and variables are"
                                + " missing here.");
    }

    @Test
    void refusesFileThatIsALinkToAFileOutsideOfTheProject() throws IOException {
        Path project = Files.createDirectory(directory.resolve("project"));
        write("outside.yml", IMAGE);
        Path link = Files.createSymbolicLink(project.resolve(".gitlab-ci.yml"), directory.resolve("outside.yml"));

        assertThatThrownBy(() -> CiConverter.convert(link, project))
                .isInstanceOf(FixableException.class)
                .hasMessage("Could not read " + link + ": it is a link to a file outside of " + project
                        + ". Name that file by -Dfdo.convert.file.");
        assertThat(CiConverter.convert(directory.resolve("outside.yml"), project)
                        .images())
                .isOne();
    }

    @Test
    void readsTheLastOfEqualKeys() throws IOException {
        Conversion conversion = convert(IMAGE + "    FDO_DISTRIBUTION_TAG: '2'\n");

        assertThat(conversion.configuration()).contains("<tag>2</tag>");
        assertThat(conversion.notes())
                .extracting(Note::toString)
                .containsExactly(
                        ".gitlab-ci.yml:6: The key 'FDO_DISTRIBUTION_TAG' is in line 5 too. The last value counts.");
    }

    @ParameterizedTest
    @CsvSource({
        "3.10, 3.1",
        "22.04, 22.04",
        "20.0, 20.0",
        "'''3.10''', 3.10",
        "41, 41",
        "010, 8",
        "1_000, 1000",
        "2024-01-02, 2024-01-02",
        "1.2.30, 1.2.30"
    })
    void readsNumbersAsGitlab(String written, String read) throws IOException {
        assertThat(element("tag", "FDO_DISTRIBUTION_TAG: " + written)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "$A.$B, a.${env.B}",
        "${A}x%A%%B%, axa%B%",
        "$C, c-a",
        "$$A, $A",
        "$SELF, x${env.SELF}",
        "$RAW, $A",
        "$EMPTY.1, .1",
        "$CI_JOB_NAME-$CI_JOB_STAGE, job-test",
        "$CI_COMMIT_SHORT_SHA, ${env.CI_COMMIT_SHORT_SHA}"
    })
    void expandsVariables(String written, String expanded) throws IOException {
        String others = "A: a\nC: c-$A\nSELF: x$SELF\nEMPTY:\nRAW: {value: $A, expand: false}\n";

        assertThat(element("user", others + "FDO_USER: '" + written + "'")).isEqualTo(expanded);
    }

    @ParameterizedTest
    @CsvSource({
        "$CI_REGISTRY_IMAGE/debian/12:base, debian/12:base",
        "$CI_REGISTRY/$CI_PROJECT_PATH/debian/12:base, debian/12:base",
        "$CI_PROJECT_PATH/debian/12:base, debian/12:base",
        "$CI_REGISTRY/other/project/debian:1, other/project/debian:1",
        "registry.example.org/a/b:1, registry.example.org/a/b:1",
        "localhost/a:1, localhost/a:1",
        "debian:12-slim, docker.io/library/debian:12-slim",
        "i386/debian:12, docker.io/i386/debian:12",
        "$REGISTRY/a:1, ${env.REGISTRY}/a:1"
    })
    void convertsBaseImages(String written, String converted) throws IOException {
        assertThat(element("baseImage", "FDO_BASE_IMAGE: " + written)).isEqualTo(converted);
    }
}

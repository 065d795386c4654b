package io.github.fdomaven.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the configuration does not express, and the user has to do. */
class ConversionNotesTest extends ConversionTestCase {

    @ParameterizedTest
    @CsvSource({
        "entrypoint, FDO_DISTRIBUTION_ENTRYPOINT, /bin/sh -l",
        "workingDir, FDO_DISTRIBUTION_WORKINGDIR, app",
        "user, FDO_USER, a b",
        "upstreamRepo, FDO_UPSTREAM_REPO, https://example.org/group/app",
        "repoSuffix, FDO_REPO_SUFFIX, /Debian",
        "baseImage, FDO_BASE_IMAGE, registry.example.org/Upper Case",
        "platform, FDO_DISTRIBUTION_PLATFORM, x/y/z/w",
        "tag, FDO_DISTRIBUTION_TAG, a b",
        "expiresAfter, FDO_EXPIRES_AFTER, never"
    })
    void leavesOutValuesThatThePluginRefuses(String element, String variable, String value) throws IOException {
        Conversion conversion = convert(
                IMAGE.replace("    FDO_DISTRIBUTION_TAG: '1'\n", "") + "    " + variable + ": '" + value + "'\n");

        assertThat(conversion.configuration()).doesNotContain("<" + element + ">");
        assertThat(conversion.notes())
                .extracting(Note::toString)
                .anyMatch(note -> note.startsWith(".gitlab-ci.yml:5: <" + element + "> was left out: "));
    }

    @Test
    void namesTheKeysThatAreNotPartOfAnImage() throws IOException {
        assertThat(convert(IMAGE + "  when: manual\n  stage: test\n  needs: []\n  retry: 2\n")
                        .notes())
                .extracting(Note::toString)
                .containsExactly(
                        ".gitlab-ci.yml:6: The job 'image-job' has when, retry. Keep them in the job that runs Maven.");
    }

    @Test
    void keepsTheVariablesOfAMatrixWhoseJobsUseSeveralImages() throws IOException {
        Conversion conversion = convert(IMAGE + """
                variables:
                  COMPILER: none
                test:
                  extends: .fdo.suffixed-image@debian
                  variables:
                    FDO_REPO_SUFFIX: compilers/$COMPILER
                    FDO_DISTRIBUTION_TAG: t-$OPTIONS
                  parallel:
                    matrix:
                      - COMPILER: [gcc, clang]
                        OPTIONS: [a, b]
                one:
                  extends: .fdo.suffixed-image@debian
                  variables:
                    FDO_REPO_SUFFIX: compilers/$COMPILER
                    FDO_DISTRIBUTION_TAG: '1'
                  parallel:
                    matrix:
                      - OPTIONS: [a, b]
                """);

        assertThat(conversion.notes())
                .extracting(Note::text)
                .containsExactly(
                        "The job 'test' extends .fdo.suffixed-image@debian. Write image:"
                                + " $CI_REGISTRY_IMAGE/compilers/${COMPILER}:t-${OPTIONS} instead.",
                        "The job 'one' extends .fdo.suffixed-image@debian. Write image:"
                                + " $CI_REGISTRY_IMAGE/compilers/none:1 instead.");
    }

    @Test
    void namesTheVariablesThatAnUnreadScriptMayRead() throws IOException {
        Files.writeString(directory.resolve("setup.sh"), "echo $READ; make tool; git describe\n");
        Conversion conversion = convert("""
                variables:
                  DEEP: 'true'
                  GIT_DEPTH: '1'
                """ + IMAGE + """
                FDO_DISTRIBUTION_EXEC: bash $CI_PROJECT_DIR/setup.sh
                READ: x
                TOOL_VERSION: '3'
                UPLOAD_TOKEN: abc
                API_KEY: def
                """.indent(4));

        assertThat(conversion.configuration()).contains("<![CDATA[export READ='x'\nbash $PWD/setup.sh]]>");
        assertThat(conversion.notes())
                .extracting(Note::text)
                .containsExactly(
                        "A script of exec may also read DEEP, TOOL_VERSION. Export in exec those that it needs.",
                        "A script of exec may also read API_KEY, UPLOAD_TOKEN, which seem to be secrets. Name in"
                                + " <execEnvironment> those that it needs, and set them in the CI/CD settings of the GitLab"
                                + " project.",
                        "exec or a script of it runs git. exec has a copy of the project's files without .git: run git in"
                                + " the job, and give exec the results as variables.");
    }
}

package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.downstream.PokeChain;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PokeSettingsTest extends SettingsTestCase {

    @Override
    PokeSettings read() {
        return PokeSettings.read(sources(), secrets);
    }

    private Optional<GitLabToken> waitToken() {
        return read().waitToken(new Environment(variables), secrets);
    }

    private void assertWaitTokenRefused(String message) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::waitToken)
                .withMessage(message);
    }

    @Test
    void canPokeInAPipelineOrWithForce() {
        assertThat(read().canPoke()).isFalse();

        variables.put("CI_PIPELINE_ID", "1");
        assertThat(read().canPoke()).isTrue();

        variables.clear();
        pom.put(Setting.FORCE_POKE, "true");
        assertThat(read().canPoke()).isTrue();
    }

    @Test
    void haveDefaults() {
        assertThat(read())
                .isEqualTo(new PokeSettings(
                        GitLabAddress.parse("https://gitlab.com"),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        PokeChain.EMPTY,
                        false,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        16));
    }

    @Test
    void areReadFromThePomAndTheEnvironment() {
        pom.put(Setting.GITLAB_URL, "https://gitlab.example.org/");
        pom.put(Setting.INSECURE_GITLAB, "yes");
        pom.put(Setting.FORCE_POKE, "1");
        pom.put(Setting.FAIL_ON_ERROR, "no");
        pom.put(Setting.WAIT, "true");
        pom.put(Setting.ACCESS_TOKEN_VARIABLE, "READER");
        variables.put("READER", "glpat-secret");
        variables.put("FDO_TIMEOUT", "90m");
        variables.put("FDO_PARALLELISM", "100");
        variables.put("CI_PIPELINE_ID", "4711");
        variables.put("CI_PROJECT_PATH", "group/app");
        variables.put("FDO_POKE_CHAIN", "group/first, group/second");

        assertThat(read())
                .isEqualTo(new PokeSettings(
                        GitLabAddress.parse("https://gitlab.example.org/api/v4"),
                        true,
                        Optional.of("4711"),
                        Optional.of(new ProjectId("group/app")),
                        new PokeChain(List.of(new ProjectId("group/first"), new ProjectId("group/second"))),
                        true,
                        false,
                        Optional.of("READER"),
                        Optional.of(Duration.ofMinutes(90)),
                        100));
    }

    @Test
    void preferTheAddressOfTheApiToThatOfTheServer() {
        variables.put("CI_SERVER_URL", "https://server.example.org");
        assertThat(read().gitlab()).hasToString("https://server.example.org/api/v4");

        variables.put("CI_API_V4_URL", "https://api.example.org/gitlab/api/v4");
        assertThat(read().gitlab()).hasToString("https://api.example.org/gitlab/api/v4");

        variables.put("FDO_GITLAB_URL", "https://own.example.org");
        assertThat(read().gitlab()).hasToString("https://own.example.org/api/v4");
    }

    @Test
    void hideThePasswordOfAnInvalidAddress() {
        pom.put(Setting.GITLAB_URL, "https://me:s3cret@gitlab.example.org");

        assertRefused("<gitlabUrl> (-Dfdo.gitlab.url, FDO_GITLAB_URL, CI_API_V4_URL, CI_SERVER_URL):"
                + " '***@gitlab.example.org' is not the URL of a GitLab. Valid are the URL of the server and of its API"
                + " without user, query and fragment, as in https://gitlab.example.com or"
                + " https://gitlab.example.com/api/v4.");
    }

    @ParameterizedTest
    @CsvSource({
        "INSECURE_GITLAB, '<insecureGitlab> (-Dfdo.gitlab.insecure, FDO_GITLAB_INSECURE)'",
        "FORCE_POKE, '<force> (-Dfdo.poke.force, FDO_POKE_FORCE)'",
        "FAIL_ON_ERROR, '<failOnError> (-Dfdo.fail.on.error, FDO_FAIL_ON_ERROR)'",
        "WAIT, '<wait> (-Dfdo.wait, FDO_WAIT)'"
    })
    void refuseAFlagThatIsNeitherTrueNorFalse(Setting setting, String names) {
        pom.put(setting, "maybe");

        assertRefused(names + ": 'maybe' is neither true (true, 1, yes, always) nor false (false, 0, no).");
    }

    @Test
    void refuseATimeoutThatIsNotADuration() {
        pom.put(Setting.TIMEOUT, "an hour");

        assertRefused("<timeout> (-Dfdo.timeout, FDO_TIMEOUT): 'an hour' is not a duration: write a whole number and"
                + " one of the units m, h, d, w without a space, as in 90m, 1h, 2d or 3w.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "many", "4 or 5", "99999999999", "+4", "\u0664"})
    void refuseAParallelismThatIsNotAPositiveNumber(String text) {
        pom.put(Setting.PARALLELISM, text);

        assertRefused("<parallelism> (-Dfdo.parallelism, FDO_PARALLELISM): '" + text
                + "' is not a whole number from 1 to 9999, such as 4.");
    }

    @Test
    void refuseToWaitWithoutAnAccessToken() {
        pom.put(Setting.WAIT, "true");

        assertRefused("<wait> (-Dfdo.wait, FDO_WAIT) is true, but <accessTokenVariable>"
                + " (-Dfdo.access.token.variable, FDO_ACCESS_TOKEN_VARIABLE) is not set. A trigger token or CI_JOB_TOKEN"
                + " cannot read the pipelines of other projects. Name a variable that has an access token with the scope"
                + " read_api.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refuseAnAccessTokenVariableThatIsNotSet(String blank) {
        pom.put(Setting.WAIT, "true");
        pom.put(Setting.ACCESS_TOKEN_VARIABLE, "READER");
        variables.put("READER", blank);

        assertWaitTokenRefused(
                "<accessTokenVariable> (-Dfdo.access.token.variable, FDO_ACCESS_TOKEN_VARIABLE): the variable"
                        + " READER is not set or empty. Set it where Maven runs: in GitLab under Settings, CI/CD, Variables."
                        + " Pipelines of unprotected branches and tags do not get protected variables.");
    }

    @Test
    void doNotShowAnInvalidAccessToken() {
        pom.put(Setting.WAIT, "true");
        pom.put(Setting.ACCESS_TOKEN_VARIABLE, "READER");
        variables.put("READER", "glpat-secret glpat-other");

        assertWaitTokenRefused(
                "the variable READER: The access token has white space or characters that no token has. Check"
                        + " for an extra line end or quote.");
    }

    @Test
    void addTheAccessTokenToTheSecrets() {
        pom.put(Setting.WAIT, "true");
        pom.put(Setting.ACCESS_TOKEN_VARIABLE, "READER");
        variables.put("READER", "glpat-secret");

        assertThat(waitToken()).contains(GitLabToken.access("glpat-secret"));
        assertThat(read().toString()).doesNotContain("glpat-secret");
        assertThat(secrets.redact("it is glpat-secret")).isEqualTo("it is ***");
    }

    @ParameterizedTest
    @CsvSource({"CI_PROJECT_PATH, app, app", "FDO_POKE_CHAIN, 'group/first,a b', a b"})
    void refuseAProjectPathOfGitlabThatIsNotValid(String variable, String value, String shown) {
        variables.put(variable, value);

        assertRefusedStartingWith(variable + ": '" + shown + "' is not ");
    }

    @Test
    void needNoAccessTokenWithoutWait() {
        pom.put(Setting.WAIT, "false");
        pom.put(Setting.ACCESS_TOKEN_VARIABLE, "READER");

        assertThat(waitToken()).isEmpty();
    }
}

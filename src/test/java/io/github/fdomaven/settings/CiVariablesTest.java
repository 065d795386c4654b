package io.github.fdomaven.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.build.Provenance;
import io.github.fdomaven.credentials.CiJobCredentials;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CiVariablesTest {

    private static final CiVariables IN_A_JOB = new CiVariables(new Environment(Map.of(
            "CI_PIPELINE_ID", "4711",
            "CI_JOB_ID", "42",
            "CI_PROJECT_PATH", "group/app",
            "CI_COMMIT_SHA", "deadbeef",
            "CI_PROJECT_URL", "https://gitlab.example.org/group/app",
            "CI_REGISTRY", "registry.example.org",
            "CI_REGISTRY_USER", "gitlab-ci-token",
            "CI_REGISTRY_PASSWORD", "s3cret")));

    private static final CiVariables AT_HOME = new CiVariables(new Environment(Map.of()));

    @Test
    void tellThePipeline() {
        assertThat(IN_A_JOB.provenance())
                .isEqualTo(new Provenance(
                        Optional.of("4711"),
                        Optional.of("42"),
                        Optional.of("group/app"),
                        Optional.of("deadbeef"),
                        Optional.of("https://gitlab.example.org/group/app")));
    }

    @Test
    void tellTheCredentialsOfTheJob() {
        assertThat(IN_A_JOB.credentials())
                .isEqualTo(new CiJobCredentials(
                        Optional.of("registry.example.org"), Optional.of("gitlab-ci-token"), Optional.of("s3cret")));
    }

    @Test
    void tellNothingOutsideGitlab() {
        assertThat(AT_HOME.provenance())
                .isEqualTo(new Provenance(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(AT_HOME.credentials())
                .isEqualTo(new CiJobCredentials(Optional.empty(), Optional.empty(), Optional.empty()));
    }
}

package io.github.fdomaven.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.downstream.PokeChain;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.registry.auth.CiJobCredentials;
import io.github.fdomaven.support.FixableException;
import java.util.List;
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
        assertThat(AT_HOME.pipelineId()).isEmpty();
        assertThat(AT_HOME.project()).isEmpty();
        assertThat(AT_HOME.pokeChain()).isEqualTo(PokeChain.EMPTY);
    }

    @Test
    void tellThePipelineAndItsProject() {
        assertThat(IN_A_JOB.pipelineId()).contains("4711");
        assertThat(IN_A_JOB.project()).contains(new ProjectId("group/app"));
    }

    @Test
    void tellThePokesThatLedHere() {
        assertThat(with("FDO_POKE_CHAIN", "group/first, group/second").pokeChain())
                .isEqualTo(new PokeChain(List.of(new ProjectId("group/first"), new ProjectId("group/second"))));
    }

    @Test
    void takeWhatIsUndefinedInGitlabForNothing() {
        assertThat(with("CI_PIPELINE_ID", "").pipelineId()).isEmpty();
        assertThat(with("CI_PROJECT_PATH", " ").project()).isEmpty();
        assertThat(with("FDO_POKE_CHAIN", "").pokeChain()).isEqualTo(PokeChain.EMPTY);
    }

    @Test
    void refuseAProjectThatIsNone() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> with("CI_PROJECT_PATH", "app").project())
                .withMessage("CI_PROJECT_PATH: 'app' is not a project of GitLab: valid is its path with all its groups,"
                        + " as in group/project, or its number.");
    }

    @Test
    void refuseAChainOfWhatAreNoProjects() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> with("FDO_POKE_CHAIN", "group/first,a b").pokeChain())
                .withMessage("FDO_POKE_CHAIN: 'a b' is not a project of GitLab: valid is its path with all its groups,"
                        + " as in group/project, or its number.");
    }

    private static CiVariables with(String variable, String value) {
        return new CiVariables(new Environment(Map.of(variable, value)));
    }
}

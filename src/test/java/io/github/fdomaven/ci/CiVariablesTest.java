package io.github.fdomaven.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CiVariablesTest {

    private final Map<String, String> variables = new HashMap<>();

    private CiVariables read() {
        return new CiVariables(new Environment(variables));
    }

    @Test
    void describesTheJob() {
        variables.put("CI_PIPELINE_ID", " 4711 ");
        variables.put("CI_JOB_ID", "42");
        variables.put("CI_PROJECT_PATH", "group/app");
        variables.put("CI_COMMIT_SHA", "deadbeef");
        variables.put("CI_PROJECT_URL", "https://gitlab.example.org/group/app");

        assertThat(read().provenance())
                .isEqualTo(new Provenance(
                        Optional.of("4711"),
                        Optional.of("42"),
                        Optional.of("group/app"),
                        Optional.of("deadbeef"),
                        Optional.of("https://gitlab.example.org/group/app")));
    }

    @Test
    void isEmptyOutsideGitlab() {
        assertThat(read().provenance())
                .isEqualTo(new Provenance(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void prefersThePipelineIdOfTheParentPipeline() {
        variables.put("CI_PIPELINE_ID", "4711");
        variables.put("FDO_PIPELINE_ID", "4710");

        assertThat(read().pipelineId()).contains("4710");
    }

    @Test
    void treatsABlankVariableAsNotSet() {
        variables.put("CI_PIPELINE_ID", "4711");
        variables.put("FDO_PIPELINE_ID", "");
        variables.put("CI_PROJECT_PATH", " ");

        assertThat(read().pipelineId()).contains("4711");
        assertThat(read().projectPath()).isEmpty();
    }
}

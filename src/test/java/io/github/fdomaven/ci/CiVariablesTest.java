package io.github.fdomaven.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
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

        assertThat(read().pipelineId()).contains("4711");
        assertThat(read().jobId()).contains("42");
        assertThat(read().projectPath()).contains("group/app");
        assertThat(read().commit()).contains("deadbeef");
        assertThat(read().projectUrl()).contains("https://gitlab.example.org/group/app");
    }

    @Test
    void isEmptyOutsideGitlab() {
        CiVariables none = read();

        assertThat(List.of(none.pipelineId(), none.jobId(), none.projectPath(), none.commit(), none.projectUrl()))
                .containsOnly(Optional.empty());
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

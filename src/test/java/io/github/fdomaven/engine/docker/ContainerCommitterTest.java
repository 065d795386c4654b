package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.transport.DockerHttpClient;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.support.EnvironmentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerCommitterTest {

    private static final CommitSpec SPEC = new CommitSpec(List.of(), List.of(), "/", Optional.empty(), Map.of());

    private final List<String> requests = new ArrayList<>();

    @Test
    void saysThatTheAnswerToTheCommitBroke() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> commit(EngineQuirks.PODMAN, ""))
                .withMessage(
                        "Could not commit the container: The engine: the connection was closed before the content of the"
                                + " answer. Check that the engine runs, then run Maven again.");
    }

    @Test
    void saysWhatTheEngineAnswered() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> commit(EngineQuirks.PODMAN, "{\"message\":\"no space left\"}"))
                .withMessage("Could not commit the container: The engine answered 201: no space left");
    }

    /** Podman cannot pause a rootless container on cgroup v1. */
    @Test
    void pausesTheContainerOnlyInDocker() {
        commit(EngineQuirks.PODMAN, "{\"Id\":\"1\"}");
        commit(EngineQuirks.DOCKER, "{\"Id\":\"sha256:1\"}");

        assertThat(requests.get(0)).startsWith("/commit?container=c1&pause=false&");
        assertThat(requests.get(requests.size() - 1)).startsWith("/commit?container=c1&pause=true&");
    }

    private String commit(EngineQuirks quirks, String answer) {
        return new ContainerCommitter(new FixedAnswer(answer), new EngineErrors("The engine", quirks))
                .commit("c1", new TemporaryTag("t1"), SPEC);
    }

    /** Answers every request in the same way. */
    private final class FixedAnswer implements DockerHttpClient {

        private final String answer;

        FixedAnswer(String answer) {
            this.answer = answer;
        }

        @Override
        public Response execute(Request request) {
            requests.add(request.path());
            return new EngineResponse(201, answer);
        }

        @Override
        public void close() {}
    }
}

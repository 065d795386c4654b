package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineQuirksTest {

    @Test
    void distinguishesTheEnginesByTheirComponents() {
        assertThat(EngineQuirks.of(List.of("Engine", "containerd"))).isEqualTo(EngineQuirks.DOCKER);
        assertThat(EngineQuirks.of(List.of("Podman Engine", "Conmon"))).isEqualTo(EngineQuirks.PODMAN);
        assertThat(EngineQuirks.of(List.of())).isEqualTo(EngineQuirks.DOCKER);
    }

    @Test
    void recognizesARefusalOfPodmanByItsMessage() {
        InternalServerErrorException refused = new InternalServerErrorException(
                "Status 500: {\"message\":\"unable to find network with name or ID x: network not found\"}");
        InternalServerErrorException broken =
                new InternalServerErrorException("Status 500: {\"message\":\"no space left on device\"}");

        assertThat(EngineQuirks.PODMAN.isRefusal(refused)).isTrue();
        assertThat(EngineQuirks.PODMAN.isRefusal(broken)).isFalse();
        assertThat(EngineQuirks.DOCKER.isRefusal(refused)).isFalse();
        assertThat(EngineQuirks.DOCKER.isRefusal(new ConflictException("x"))).isTrue();
    }

    @Test
    void recognizesAContainerThatIsBeingRemoved() {
        InternalServerErrorException stopped = new InternalServerErrorException(
                "Status 500: {\"message\":\"sending SIGKILL to container: container state improper: stopped\"}");

        assertThat(EngineQuirks.PODMAN.isBeingRemoved(stopped)).isTrue();
        assertThat(EngineQuirks.DOCKER.isBeingRemoved(stopped)).isFalse();
        assertThat(EngineQuirks.DOCKER.isBeingRemoved(new ConflictException("removal is already in progress")))
                .isTrue();
    }

    @Test
    void completesTheImageIdOfACommit() {
        assertThat(EngineQuirks.PODMAN.imageId("0123")).isEqualTo("sha256:0123");
        assertThat(EngineQuirks.DOCKER.imageId("sha256:0123")).isEqualTo("sha256:0123");
    }

    @Test
    void recognizesARootlessEngine() throws JsonProcessingException {
        assertThat(EngineQuirks.DOCKER.isRootless(info("{\"SecurityOptions\": [\"name=seccomp\", \"name=rootless\"]}")))
                .isTrue();
        assertThat(EngineQuirks.DOCKER.isRootless(info("{}"))).isFalse();
        assertThat(EngineQuirks.PODMAN.isRootless(
                        info("{\"SecurityOptions\": [\"name=seccomp\"], \"Rootless\": true}")))
                .isTrue();
        assertThat(EngineQuirks.PODMAN.isRootless(info("{\"Rootless\": false}")))
                .isFalse();
    }

    /** Uses the JSON mapper of docker-java. */
    private static Info info(String json) throws JsonProcessingException {
        return DefaultDockerClientConfig.createDefaultConfigBuilder()
                .build()
                .getObjectMapper()
                .readValue(json, Info.class);
    }
}

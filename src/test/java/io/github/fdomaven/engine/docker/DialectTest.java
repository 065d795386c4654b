package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialectTest {

    @Test
    void tellsTheEnginesApartByTheirComponents() {
        assertThat(Dialect.of(List.of("Engine", "containerd"))).isEqualTo(Dialect.DOCKER);
        assertThat(Dialect.of(List.of("Podman Engine", "Conmon"))).isEqualTo(Dialect.PODMAN);
        assertThat(Dialect.of(List.of())).isEqualTo(Dialect.DOCKER);
    }

    @Test
    void takesA500OfPodmanForARefusalByItsWordsOnly() {
        InternalServerErrorException refused = new InternalServerErrorException(
                "Status 500: {\"message\":\"unable to find network with name or ID x: network not found\"}");
        InternalServerErrorException broken =
                new InternalServerErrorException("Status 500: {\"message\":\"no space left on device\"}");

        assertThat(Dialect.PODMAN.isRefusal(refused)).isTrue();
        assertThat(Dialect.PODMAN.isRefusal(broken)).isFalse();
        assertThat(Dialect.DOCKER.isRefusal(refused)).isFalse();
        assertThat(Dialect.DOCKER.isRefusal(new ConflictException("x"))).isTrue();
    }

    @Test
    void knowsAContainerThatIsOnItsWay() {
        InternalServerErrorException stopped = new InternalServerErrorException(
                "Status 500: {\"message\":\"sending SIGKILL to container: container state improper: stopped\"}");

        assertThat(Dialect.PODMAN.isGoing(stopped)).isTrue();
        assertThat(Dialect.DOCKER.isGoing(stopped)).isFalse();
        assertThat(Dialect.DOCKER.isGoing(new ConflictException("removal is already in progress")))
                .isTrue();
    }

    @Test
    void namesACommittedImageAsItIsNamedEverywhereElse() {
        assertThat(Dialect.PODMAN.imageId("0123")).isEqualTo("sha256:0123");
        assertThat(Dialect.DOCKER.imageId("sha256:0123")).isEqualTo("sha256:0123");
    }

    @Test
    void knowsAnEngineWithoutRootsRights() throws JsonProcessingException {
        assertThat(Dialect.DOCKER.isRootless(info("{\"SecurityOptions\": [\"name=seccomp\", \"name=rootless\"]}")))
                .isTrue();
        assertThat(Dialect.DOCKER.isRootless(info("{}"))).isFalse();
        assertThat(Dialect.PODMAN.isRootless(info("{\"SecurityOptions\": [\"name=seccomp\"], \"Rootless\": true}")))
                .isTrue();
        assertThat(Dialect.PODMAN.isRootless(info("{\"Rootless\": false}"))).isFalse();
    }

    /** As docker-java reads it. */
    private static Info info(String json) throws JsonProcessingException {
        return DefaultDockerClientConfig.createDefaultConfigBuilder()
                .build()
                .getObjectMapper()
                .readValue(json, Info.class);
    }
}

package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineAddressTest {

    @Test
    void mayBeGivenUpForAnotherIfItIsAUsualPlace() {
        assertThat(EngineAddress.socket("/run/podman/podman.sock"))
                .isEqualTo(new EngineAddress("the usual place", "unix:///run/podman/podman.sock", false))
                .hasToString("unix:///run/podman/podman.sock (the usual place)");
    }

    @Test
    void mustAnswerIfTheUserNamedIt() {
        assertThat(EngineAddress.named("DOCKER_HOST", "tcp://docker:2375"))
                .isEqualTo(new EngineAddress("DOCKER_HOST", "tcp://docker:2375", true))
                .hasToString("tcp://docker:2375 (DOCKER_HOST)");
    }
}

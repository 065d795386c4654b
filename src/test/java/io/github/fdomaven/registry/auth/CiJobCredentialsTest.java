package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CiJobCredentialsTest {

    private static final Optional<String> HOST = Optional.of("registry.example.com:5050");
    private static final Optional<String> USER = Optional.of("gitlab-ci-token");
    private static final Optional<String> PASSWORD = Optional.of("job-token");

    @Test
    void areValidForTheRegistryOfTheJobOnly() {
        CiJobCredentials job = new CiJobCredentials(HOST, USER, PASSWORD);

        assertThat(job.find("registry.example.com:5050")).contains(new Credentials("gitlab-ci-token", "job-token"));
        assertThat(job.find("Registry.Example.com:5050")).isPresent();
        assertThat(job.find("registry.example.com")).isEmpty();
        assertThat(job.find("evil.example.com:5050")).isEmpty();
    }

    @Test
    void needAllThreeVariables() {
        String host = HOST.orElseThrow();

        assertThat(new CiJobCredentials(Optional.empty(), USER, PASSWORD).find(host))
                .isEmpty();
        assertThat(new CiJobCredentials(HOST, Optional.empty(), PASSWORD).find(host))
                .isEmpty();
        assertThat(new CiJobCredentials(HOST, Optional.of(""), PASSWORD).find(host))
                .isEmpty();
        assertThat(new CiJobCredentials(HOST, USER, Optional.empty()).find(host))
                .isEmpty();
        assertThat(new CiJobCredentials(HOST, USER, Optional.of("")).find(host)).isEmpty();
    }

    @Test
    void toStringLeavesOutThePassword() {
        assertThat(new CiJobCredentials(HOST, USER, PASSWORD)).hasToString("CI_REGISTRY_USER and CI_REGISTRY_PASSWORD");
    }
}

package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTimeoutsTest {

    private static final Response DOCKER = new EmptyResponse("Docker/20.10.24 (linux)");
    private static final Response PODMAN = new EmptyResponse("Libpod/4.3.1 (linux)");

    @ParameterizedTest
    @CsvSource({
        "GET, /images/app:1/json, 5",
        "POST, /containers/c1/start, 5",
        "POST, /containers/c1/exec, 5",
        "POST, /exec/e1/start, 5",
        "DELETE, /containers/c1?force=true, 5",
        "POST, /containers/create?name=x, 30",
        "POST, /commit?container=c1, 30",
        "POST, /images/create?fromImage=app, 10",
        "POST, /images/registry.example.org/app/push?tag=1, 10",
        "PUT, /containers/c1/archive?path=/cache, 10",
    })
    void limitsTheTimeBeforeAResponse(String method, String path, int minutes) {
        assertThat(EngineTimeouts.beforeResponse(request(method, path))).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /images/app:1/json, 5",
        "POST, /images/create?fromImage=app, 10",
        "POST, /images/registry.example.org/app/push?tag=1, 10",
        "GET, /containers/c1/archive?path=/cache, 10",
    })
    void limitsTheTimeWithinAResponse(String method, String path, int minutes) {
        assertThat(EngineTimeouts.withinResponse(request(method, path), DOCKER)).contains(Duration.ofMinutes(minutes));
    }

    @Test
    void doesNotLimitTheOutputOfAProgram() {
        assertThat(EngineTimeouts.withinResponse(request("POST", "/exec/e1/start"), DOCKER))
                .isEmpty();
    }

    @Test
    void allowsASilentPushOfPodman() {
        assertThat(EngineTimeouts.withinResponse(request("POST", "/images/app/push?tag=1"), PODMAN))
                .contains(Duration.ofHours(6));
        assertThat(EngineTimeouts.withinResponse(request("POST", "/images/create?fromImage=app"), PODMAN))
                .contains(Duration.ofMinutes(10));
    }

    private static Request request(String method, String path) {
        return Request.builder()
                .method(Request.Method.valueOf(method))
                .path(path)
                .build();
    }

    record EmptyResponse(String server) implements Response {

        @Override
        public int getStatusCode() {
            return 200;
        }

        @Override
        public Map<String, List<String>> getHeaders() {
            return Map.of("Server", List.of(server));
        }

        @Override
        public InputStream getBody() {
            return InputStream.nullInputStream();
        }

        @Override
        public void close() {}
    }
}

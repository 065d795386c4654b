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

    private static final Map<String, List<String>> DOCKER = Map.of("Server", List.of("Docker/20.10.24 (linux)"));
    private static final Map<String, List<String>> PODMAN = Map.of("Server", List.of("Libpod/4.3.1 (linux)"));

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
    void waitsForTheBeginningOfAnAnswer(String method, String path, int minutes) {
        assertThat(EngineTimeouts.DEFAULT.beforeAnswer(request(method, path))).isEqualTo(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /images/app:1/json, 5",
        "POST, /images/create?fromImage=app, 10",
        "POST, /images/registry.example.org/app/push?tag=1, 10",
        "GET, /containers/c1/archive?path=/cache, 10",
    })
    void waitsForTheNextPieceOfAnAnswer(String method, String path, int minutes) {
        assertThat(EngineTimeouts.DEFAULT.withinAnswer(request(method, path), response(DOCKER)))
                .contains(Duration.ofMinutes(minutes));
    }

    @Test
    void waitsForWhatAProgramPrintsWithoutEnd() {
        assertThat(EngineTimeouts.DEFAULT.withinAnswer(request("POST", "/exec/e1/start"), response(DOCKER)))
                .isEmpty();
    }

    @Test
    void letsPodmanPushInSilence() {
        assertThat(EngineTimeouts.DEFAULT.withinAnswer(request("POST", "/images/app/push?tag=1"), response(PODMAN)))
                .contains(Duration.ofHours(6));
        assertThat(EngineTimeouts.DEFAULT.withinAnswer(
                        request("POST", "/images/create?fromImage=app"), response(PODMAN)))
                .contains(Duration.ofMinutes(10));
    }

    private static Request request(String method, String path) {
        return Request.builder()
                .method(Request.Method.valueOf(method))
                .path(path)
                .build();
    }

    private static Response response(Map<String, List<String>> headers) {
        return new Response() {
            @Override
            public int getStatusCode() {
                return 200;
            }

            @Override
            public Map<String, List<String>> getHeaders() {
                return headers;
            }

            @Override
            public InputStream getBody() {
                return InputStream.nullInputStream();
            }

            @Override
            public void close() {}
        };
    }
}

package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses an engine in memory with a clock of its own. */
class AbandonedResourcesTest {

    private static final String TAG = "localhost/fdo-in-progress:";
    private static final String DEAD = TAG + unique("dead");
    private static final String CONTAINER = "/fdo-container-" + unique("c0de");
    private static final String VOLUME = "fdo-cache-" + unique("01d");
    private static final Duration OLD = Duration.ofMinutes(61);
    private static final Duration YOUNG = Duration.ofMinutes(59);

    private final StubEngine engine = new StubEngine();

    private static String unique(String end) {
        return UUID.fromString("0-0-0-0-" + end).toString();
    }

    private List<String> removed(EngineQuirks quirks) {
        resources(quirks).remove();
        return engine.removed;
    }

    private AbandonedResources resources(EngineQuirks quirks) {
        return new AbandonedResources(
                DockerClientImpl.getInstance(new ClientConfig(URI.create("unix:///engine")), engine),
                new EngineErrors("Engine 1.0", quirks),
                id -> engine.removed.add("container " + id));
    }

    @Test
    void removesAnImageInProgressWithoutItsContainer() {
        engine.image(DEAD, TAG + unique("a11fe"), "localhost/fdo-in-progress/mine:1");
        engine.container("c1", "/fdo-container-" + unique("a11fe"), Duration.ZERO);
        engine.container("c2", "/other-" + unique("dead"), Duration.ZERO);

        assertThat(removed(EngineQuirks.DOCKER)).containsExactly("/images/" + DEAD);
    }

    @Test
    void keepsParentsOfAnImageInProgress() {
        engine.image(DEAD);

        removed(EngineQuirks.DOCKER);

        assertThat(engine.requests).anyMatch(request -> request.matches("DELETE /images/.*noprune=true.*"));
    }

    /** The clock of this machine is not compared, so an engine may be years behind or ahead. */
    @ParameterizedTest
    @ValueSource(longs = {-100_000, -1, 0, 1, 100_000})
    void comparesTimesOfTheEngineOnly(long hoursAhead) {
        engine.now = Instant.now().plus(Duration.ofHours(hoursAhead));
        engine.container("old", CONTAINER, OLD);
        engine.container("young", CONTAINER, YOUNG);
        engine.volume(VOLUME, OLD);
        engine.volume("fdo-cache-" + unique("2"), YOUNG);

        assertThat(removed(EngineQuirks.PODMAN)).containsExactly("container old", "/volumes/" + VOLUME);
    }

    @Test
    void acceptsATimeWithAnOffset() {
        engine.now = Instant.parse("2026-01-02T03:04:05.678901234Z");
        engine.time = "2026-01-02T05:04:05.678901234+02:00";
        engine.container("old", CONTAINER, OLD);
        engine.container("young", CONTAINER, YOUNG);

        assertThat(removed(EngineQuirks.DOCKER)).containsExactly("container old");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-02"})
    void removesNothingByAgeIfTheEngineSendsNoTime(String time) {
        engine.time = time;
        engine.container("old", CONTAINER, OLD);
        engine.volume(VOLUME, OLD);

        assertThat(removed(EngineQuirks.PODMAN)).isEmpty();
    }

    @Test
    void asksForTheTimeOnlyIfItHasCandidates() {
        removed(EngineQuirks.PODMAN);

        assertThat(engine.requests).noneMatch(request -> request.contains("/info"));
    }

    /** An engine finds the words of a name anywhere in it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "my-", "maven", "1", "00000000-0000-0000-0000-00000000001d-mine"})
    void ignoresSimilarNamesOfUsers(String text) {
        engine.container("first", "/fdo-container-" + text, OLD);
        engine.container("last", "/my-fdo-container-" + text, OLD);
        engine.volume("fdo-cache-" + text, OLD);
        engine.volume("my-fdo-cache-" + text, OLD);
        engine.image(TAG + text);

        assertThat(removed(EngineQuirks.PODMAN)).isEmpty();
    }

    @Test
    void removesPackageCachesOfKilledRuns() {
        String cache = "fdo-packages-" + unique("cac4e");
        engine.volume(cache, OLD);
        engine.volume("fdo-packages-" + unique("2"), YOUNG);
        engine.volume("fdo-packages-debian-bookworm-linux-amd64", OLD);

        assertThat(removed(EngineQuirks.DOCKER)).containsExactly("/volumes/" + cache);
    }

    @Test
    void continuesAfterAnError() {
        engine.image(TAG + unique("5ed"), DEAD);
        engine.refused = TAG + unique("5ed");
        engine.container("old", CONTAINER, OLD);

        assertThat(removed(EngineQuirks.DOCKER)).containsExactly("/images/" + DEAD, "container old");
    }

    @Test
    void runsOnce() {
        AbandonedResources resources = resources(EngineQuirks.DOCKER);
        resources.remove();
        int requests = engine.requests.size();

        resources.remove();

        assertThat(engine.requests).hasSize(requests);
    }

    /** Answers the requests of docker-java. */
    private static final class StubEngine implements DockerHttpClient {

        private final List<String> requests = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final List<Map<String, Object>> images = new ArrayList<>();
        private final List<Map<String, Object>> containers = new ArrayList<>();
        private final List<Map<String, Object>> volumes = new ArrayList<>();
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");
        private String time;
        private String refused = "none";

        void image(String... tags) {
            images.add(Map.of("Id", "sha256:1", "RepoTags", tags));
        }

        void container(String id, String name, Duration age) {
            containers.add(Map.of(
                    "Id", id, "Names", List.of(name), "Created", now.minus(age).getEpochSecond()));
        }

        void volume(String name, Duration age) {
            volumes.add(Map.of("Name", name, "CreatedAt", now.minus(age).toString()));
        }

        @Override
        public Response execute(Request request) {
            String path = URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
            requests.add(request.method() + " " + path);
            if (request.method().equals("DELETE")) {
                return delete(path.replaceFirst("\\?.*", ""));
            }
            if (path.startsWith("/info")) {
                Map<String, Object> info = new LinkedHashMap<>();
                info.put("SystemTime", time == null ? now.toString() : time);
                return response(200, info);
            }
            if (path.startsWith("/images/sha256:1/json")) {
                return response(404, Map.of("message", "No such image"));
            }
            if (path.startsWith("/volumes?") || path.equals("/volumes")) {
                return response(200, Map.of("Volumes", volumes));
            }
            if (path.startsWith("/volumes/")) {
                return response(
                        200,
                        volumes.stream()
                                .filter(volume -> path.endsWith("/" + volume.get("Name")))
                                .findFirst()
                                .orElseThrow());
            }
            return response(200, path.startsWith("/images/json") ? images : containers);
        }

        private Response delete(String path) {
            if (path.endsWith(refused)) {
                return response(409, Map.of("message", "conflict: image is being used by running container"));
            }
            removed.add(path);
            return response(200, List.of());
        }

        private static Response response(int status, Object body) {
            return new Response() {
                @Override
                public int getStatusCode() {
                    return status;
                }

                @Override
                public Map<String, List<String>> getHeaders() {
                    return Map.of("Content-Type", List.of("application/json"));
                }

                @Override
                public String getHeader(String name) {
                    return null;
                }

                @Override
                public InputStream getBody() {
                    try {
                        return new ByteArrayInputStream(new ObjectMapper().writeValueAsBytes(body));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}

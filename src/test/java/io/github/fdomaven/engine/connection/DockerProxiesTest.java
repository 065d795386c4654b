package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.ci.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerProxiesTest {

    private static final String SOCKET = "unix:///var/run/docker.sock";

    @TempDir
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    private DockerProxies proxies(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
        return discovery(Map.of("DOCKER_CONFIG", directory.toString())).proxies();
    }

    private EngineDiscovery discovery(Map<String, String> environment) {
        return new EngineDiscovery(Optional.empty(), new Environment(environment), directory);
    }

    @Test
    void readsAllMembers() throws IOException {
        assertThat(proxies("""
                        {"proxies": {"default": {"httpProxy": "http://a:1", "httpsProxy": " http://b:2 ", "noProxy": "c",
                        "ftpProxy": "http://d:3", "allProxy": "socks5://e:4", "other": 1}}}""").of(SOCKET, warnings::add))
                .isEqualTo(Map.of(
                        "http_proxy", "http://a:1",
                        "https_proxy", "http://b:2",
                        "no_proxy", "c",
                        "ftp_proxy", "http://d:3",
                        "all_proxy", "socks5://e:4"));
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///var/run/docker.sock, http://socket:1",
        "tcp://docker:2375, http://port:1",
        "tcp://other:2375, http://default:1",
        "podman, http://default:1"
    })
    void prefersTheEntryOfTheEngine(String address, String proxy) throws IOException {
        assertThat(proxies("""
                        {"proxies": {"default": {"httpProxy": "http://default:1"}, "nonsense": null,
                        "unix:///var/run/docker.sock": {"httpProxy": "http://socket:1"},
                        "tcp://docker": {"httpProxy": "http://port:1"}}}""").of(address, warnings::add)).isEqualTo(Map.of("http_proxy", proxy));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"proxies\": null}",
                "{\"proxies\": {}}",
                "{\"proxies\": {\"default\": null}}",
                "{\"proxies\": {\"default\": {\"httpProxy\": \"\", \"noProxy\": null}}}"
            })
    void hasNoProxies(String json) throws IOException {
        assertThat(proxies(json).of(SOCKET, warnings::add)).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void looksInTheHomeDirectory() throws IOException {
        Files.createDirectory(directory.resolve(".docker"));
        Files.writeString(
                directory.resolve(".docker/config.json"),
                "{\"proxies\": {\"default\": {\"httpProxy\": \"http://a:1\"}}}");

        assertThat(discovery(Map.of()).proxies().of(SOCKET, warnings::add)).containsKey("http_proxy");
        assertThat(discovery(Map.of("DOCKER_CONFIG", directory.toString()))
                        .proxies()
                        .of(SOCKET, warnings::add))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"proxies\": [\"correct-horse\"]}",
                "{\"proxies\": \"correct-horse\"}",
                "{\"proxies\": {\"default\": \"correct-horse\"}}",
                "{\"proxies\": {\"default\": {\"httpProxy\": [\"correct-horse\"]}}}",
                "{\"proxies\": correct-horse"
            })
    void warnsAboutAnInvalidFileWithoutShowingIt(String json) throws IOException {
        assertThat(proxies(json).of(SOCKET, warnings::add)).isEmpty();

        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("Cannot read the proxies for the build from " + directory)
                .endsWith(
                        "The build continues without these proxies. Correct the file, or set <proxy> (-Dfdo.proxy) to none.")
                .doesNotContain("correct-horse");
    }
}

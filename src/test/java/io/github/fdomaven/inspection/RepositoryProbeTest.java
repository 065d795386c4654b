package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.packages.RepositoryMetadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepositoryProbeTest {

    private static final String METALINK = """
            <metalink><files><file name="repomd.xml">
              <verification><hash type="md5">x</hash><hash type="sha256">%s</hash></verification>
              <mm0:alternates><mm0:alternate><verification><hash type="sha256">%s</hash></verification></mm0:alternate></mm0:alternates>
            </file></files></metalink>
            """;

    private final Map<String, String> files = new HashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final RepositoryProbe probe = new RepositoryProbe(Proxies.none());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            String content = files.get(path);
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().add("Location", "/a");
                exchange.sendResponseHeaders(302, -1);
            } else if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
        files.put("/a", "first");
        files.put("/b", "second");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static Digest digest(String content) {
        return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    private RepositoryMetadata metadata(List<String> contents, String... paths) {
        Digest digest = RepositoryMetadata.digest(
                contents.stream().map(RepositoryProbeTest::digest).toList());
        return new RepositoryMetadata(
                digest,
                Stream.of(paths)
                        .map(path -> "http://127.0.0.1:" + server.getAddress().getPort() + path)
                        .toList());
    }

    @Test
    void comparesAllRepositories() {
        RepositoryMetadata metadata = metadata(List.of("second", "first"), "/a", "/b");

        assertThat(probe.isUnchanged(metadata, true)).isTrue();

        files.put("/b", "third");

        assertThat(new RepositoryProbe(Proxies.none()).isUnchanged(metadata, true))
                .isFalse();
    }

    @Test
    void requestsEachAddressOnce() {
        probe.isUnchanged(metadata(List.of("first"), "/a"), true);
        probe.isUnchanged(metadata(List.of("first", "second"), "/a", "/b"), true);

        assertThat(requests).containsExactly("/a", "/b");
    }

    @Test
    void leavesLoopbackAddressesToTheContainer() {
        assertThat(probe.isUnchanged(metadata(List.of("first"), "/a"), false)).isFalse();
        assertThat(requests).isEmpty();
    }

    @Test
    void followsRedirectsOfTheSameHost() {
        assertThat(probe.isUnchanged(metadata(List.of("first"), "/moved"), true))
                .isTrue();
    }

    @Test
    void isUncertainIfARequestFails() {
        assertThat(probe.isUnchanged(metadata(List.of("first"), "/a", "/missing"), true))
                .isFalse();

        RepositoryMetadata metadata = metadata(List.of("first"), "/a");
        server.stop(0);

        assertThat(new RepositoryProbe(Proxies.none()).isUnchanged(metadata, true))
                .isFalse();
    }

    @Test
    void readsTheNewestDigestOfAMetalink() {
        files.put(
                "/metalink",
                METALINK.formatted(digest("first").hex(), digest("second").hex()));
        String path = "/metalink?repo=fedora-41&arch=x86_64";

        assertThat(probe.isUnchanged(metadata(List.of("first"), path), true)).isTrue();
        assertThat(probe.isUnchanged(metadata(List.of("second"), path), true)).isFalse();
    }

    @Test
    void isUncertainWithoutADigestInAMetalink() {
        files.put("/metalink", "<html>maintenance</html>");

        assertThat(probe.isUnchanged(metadata(List.of("first"), "/metalink?repo=fedora-41&arch=x86_64"), true))
                .isFalse();
    }
}

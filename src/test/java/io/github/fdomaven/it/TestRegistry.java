package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A client for the registry of the tests, on the HTTP client of the JDK. */
public final class TestRegistry {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCKER = "application/vnd.docker.distribution.manifest.";
    private static final String OCI = "application/vnd.oci.image.";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String host;

    /** The Authorization header for a scope, empty for none. */
    private final Function<String, String> authorization;

    /** Creates a client without authentication. */
    public TestRegistry(String host) {
        this(host, scope -> "");
    }

    /** Creates a client with basic authentication. */
    public TestRegistry(String host, String user, String password) {
        this(
                host,
                scope -> "Basic "
                        + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /** Creates a client with a header for each scope, such as of {@link TokenService#authorization}. */
    public TestRegistry(String host, Function<String, String> authorization) {
        this.host = host;
        this.authorization = authorization;
    }

    /** Deletes tags in the registry and all tags of the repository in the engine. Missing tags are ignored. */
    public void forget(String repository, String... tags) throws IOException, InterruptedException {
        EngineCli.DOCKER.removeImages(host + "/" + repository + ":");
        delete(repository, tags);
    }

    /** Deletes tags in the registry. Missing tags are ignored. */
    public void delete(String repository, String... tags) throws IOException, InterruptedException {
        for (String tag : tags) {
            HttpResponse<String> found = head(repository, tag);
            if (found.statusCode() == 200) {
                String digest =
                        found.headers().firstValue("Docker-Content-Digest").orElseThrow();
                send(request(repository, "/manifests/" + digest).DELETE());
            }
        }
    }

    /** {@return the tags of a repository, empty if there is no such repository} */
    public List<String> tags(String repository) throws IOException, InterruptedException {
        List<String> tags = new ArrayList<>();
        JSON.readTree(send(request(repository, "/tags/list").GET()).body())
                .path("tags")
                .forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    public boolean has(String repository, String tag) throws IOException, InterruptedException {
        return head(repository, tag).statusCode() == 200;
    }

    public String digest(String repository, String tag) throws IOException, InterruptedException {
        return head(repository, tag)
                .headers()
                .firstValue("Docker-Content-Digest")
                .orElseThrow();
    }

    public String mediaType(String repository, String tag) throws IOException, InterruptedException {
        return head(repository, tag).headers().firstValue("Content-Type").orElseThrow();
    }

    /** {@return the labels of an image} */
    public JsonNode labels(String repository, String tag) throws IOException, InterruptedException {
        return config(repository, tag).get("config").get("Labels");
    }

    /** {@return the config of an image} */
    public JsonNode config(String repository, String tag) throws IOException, InterruptedException {
        String config = manifestOf(repository, tag).get("config").get("digest").asText();
        return JSON.readTree(send(request(repository, "/blobs/" + config).GET()).body());
    }

    /** {@return the content of a blob} */
    public byte[] blob(String repository, String digest) throws IOException, InterruptedException {
        return http.send(request(repository, "/blobs/" + digest).GET().build(), BodyHandlers.ofByteArray())
                .body();
    }

    JsonNode manifestOf(String repository, String tag) throws IOException, InterruptedException {
        return JSON.readTree(manifestText(repository, tag));
    }

    String manifestText(String repository, String tag) throws IOException, InterruptedException {
        return require(send(manifest(repository, tag).GET()), 200).body();
    }

    /** Pushes a base image to {@code GROUP/base:moving}, and an image built from an older base image. Returns the base image. */
    public String pushStaleImage(String group) throws IOException, InterruptedException {
        String base = host + "/" + group + "/base:moving";
        EngineCli.DOCKER.copy(host + "/base/debian:bookworm", base);
        Map<String, String> labels = Map.of("fdo.base_image", base, "fdo.base_digest", "sha256:" + "0".repeat(64));
        pushImage("docker", group + "/debian/bookworm", "1", labels);
        return base;
    }

    /** Pushes an image whose layer contains only its tag. The kind is "docker" or "oci". Returns the digest. */
    public String pushImage(String kind, String repository, String tag, Map<String, String> labels)
            throws IOException, InterruptedException {
        boolean isDocker = kind.equals("docker");
        String config = JSON.writeValueAsString(Map.of(
                "architecture",
                "amd64",
                "os",
                "linux",
                "config",
                Map.of("Labels", labels),
                "rootfs",
                Map.of("type", "layers", "diff_ids", new String[] {pushBlob(repository, tag)})));
        String manifest = JSON.writeValueAsString(Map.of(
                "schemaVersion",
                2,
                "mediaType",
                isDocker ? DOCKER + "v2+json" : OCI + "manifest.v1+json",
                "config",
                descriptor(
                        isDocker ? "application/vnd.docker.container.image.v1+json" : OCI + "config.v1+json",
                        config,
                        pushBlob(repository, config)),
                "layers",
                new Object[] {
                    descriptor(
                            isDocker ? "application/vnd.docker.image.rootfs.diff.tar.gzip" : OCI + "layer.v1.tar+gzip",
                            tag,
                            pushBlob(repository, tag))
                }));
        return putManifest(repository, tag, isDocker ? DOCKER + "v2+json" : OCI + "manifest.v1+json", manifest);
    }

    /** Adds a tag to an image. */
    public void tag(String repository, String tag, String other) throws IOException, InterruptedException {
        HttpResponse<String> found = require(send(manifest(repository, tag).GET()), 200);
        putManifest(
                repository, other, found.headers().firstValue("Content-Type").orElseThrow(), found.body());
    }

    /** Pushes an index of two images. The kind is "docker" or "oci". Returns the digest. */
    public String pushIndex(String kind, String repository, String tag) throws IOException, InterruptedException {
        boolean isDocker = kind.equals("docker");
        Object[] manifests = new Object[2];
        for (int i = 0; i < manifests.length; i++) {
            String digest = pushImage(kind, repository, tag + "-" + i, Map.of("which", String.valueOf(i)));
            String content = send(manifest(repository, digest).GET()).body();
            manifests[i] = Map.of(
                    "mediaType",
                    isDocker ? DOCKER + "v2+json" : OCI + "manifest.v1+json",
                    "size",
                    content.getBytes(StandardCharsets.UTF_8).length,
                    "digest",
                    digest,
                    "platform",
                    Map.of("os", "linux", "architecture", i == 0 ? "amd64" : "arm64"));
        }
        String type = isDocker ? DOCKER + "list.v2+json" : OCI + "index.v1+json";
        String index = JSON.writeValueAsString(Map.of("schemaVersion", 2, "mediaType", type, "manifests", manifests));
        return putManifest(repository, tag, type, index);
    }

    private static Map<String, Object> descriptor(String mediaType, String content, String digest) {
        return Map.of(
                "mediaType", mediaType, "size", content.getBytes(StandardCharsets.UTF_8).length, "digest", digest);
    }

    String putManifest(String repository, String tag, String mediaType, String manifest)
            throws IOException, InterruptedException {
        HttpResponse<String> response = send(request(repository, "/manifests/" + tag)
                .header("Content-Type", mediaType)
                .PUT(BodyPublishers.ofString(manifest)));
        require(response, 201);
        return response.headers().firstValue("Docker-Content-Digest").orElseThrow();
    }

    private String pushBlob(String repository, String content) throws IOException, InterruptedException {
        return pushBlob(repository, content.getBytes(StandardCharsets.UTF_8));
    }

    String pushBlob(String repository, byte[] content) throws IOException, InterruptedException {
        String digest = "sha256:" + HexFormat.of().formatHex(sha256(content));
        HttpResponse<String> begun = send(request(repository, "/blobs/uploads/").POST(BodyPublishers.noBody()));
        require(begun, 202);
        URI location = URI.create("http://" + host + "/")
                .resolve(begun.headers().firstValue("Location").orElseThrow());
        URI target = URI.create(location + (location.getQuery() == null ? "?" : "&") + "digest=" + digest);
        require(send(request(repository, target).PUT(BodyPublishers.ofByteArray(content))), 201);
        return digest;
    }

    /** Mounts a blob of another repository. */
    void mountBlob(String repository, String digest, String from) throws IOException, InterruptedException {
        require(
                send(request(repository, "/blobs/uploads/?mount=" + digest + "&from=" + from)
                        .POST(BodyPublishers.noBody())),
                201);
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> head(String repository, String tag) throws IOException, InterruptedException {
        HttpResponse<String> response = send(manifest(repository, tag).method("HEAD", BodyPublishers.noBody()));
        // Only a 404 means that the tag does not exist.
        return response.statusCode() == 404 ? response : require(response, 200);
    }

    private HttpRequest.Builder manifest(String repository, String target) {
        return request(repository, "/manifests/" + target)
                .header(
                        "Accept",
                        String.join(
                                ", ",
                                DOCKER + "v2+json",
                                DOCKER + "list.v2+json",
                                OCI + "manifest.v1+json",
                                OCI + "index.v1+json"));
    }

    private HttpRequest.Builder request(String repository, String path) {
        return request(repository, URI.create("http://" + host + "/v2/" + repository + path));
    }

    private HttpRequest.Builder request(String repository, URI target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        String header = authorization.apply("repository:" + repository + ":pull,push,delete");
        return header.isEmpty() ? request : request.header("Authorization", header);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> require(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new AssertionError(response + ": " + response.body());
        }
        return response;
    }
}

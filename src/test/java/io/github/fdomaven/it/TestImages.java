package io.github.fdomaven.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Images that the tests write into a registry without an engine. Each tag has another digest, because a test that deletes its image
 * deletes all tags with the same digest.
 */
public final class TestImages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OCI = "application/vnd.oci.image.";
    private static final String MANIFEST = OCI + "manifest.v1+json";
    private static final int PROGRAM = 0755;

    private final TestRegistry registry;
    private final String repository;

    /** Writes the images of one repository. */
    public TestImages(TestRegistry registry, String repository) {
        this.registry = registry;
        this.repository = repository;
    }

    /** Writes an image with the layers of another image and a changed config. Returns its digest. */
    public String derive(String from, String fromTag, String tag, Consumer<ObjectNode> change)
            throws IOException, InterruptedException {
        ObjectNode config = (ObjectNode) registry.config(from, fromTag);
        change.accept(config);
        config.put("author", tag);
        ObjectNode manifest = (ObjectNode) registry.manifestOf(from, fromTag);
        for (JsonNode layer : manifest.get("layers")) {
            registry.mountBlob(repository, layer.get("digest").asText(), from);
        }
        byte[] bytes = JSON.writeValueAsBytes(config);
        ObjectNode descriptor = (ObjectNode) manifest.get("config");
        descriptor.put("digest", registry.pushBlob(repository, bytes)).put("size", bytes.length);
        return registry.putManifest(
                repository, tag, registry.mediaType(from, fromTag), JSON.writeValueAsString(manifest));
    }

    /** Writes an image with the layers of another image and one more layer that contains these files. Returns its digest. */
    public String extend(String from, String fromTag, String tag, Map<String, String> files)
            throws IOException, InterruptedException {
        byte[] tar = tar(files);
        byte[] layer = gzip(tar);
        derive(from, fromTag, tag, config -> {
            config.withObject("/rootfs").withArray("diff_ids").add(digest(tar));
            config.withArray("history").addObject().put("created_by", "test");
        });
        ObjectNode manifest = (ObjectNode) registry.manifestOf(repository, tag);
        ArrayNode layers = manifest.withArray("layers");
        layers.addObject()
                .put("mediaType", layers.get(0).get("mediaType").asText())
                .put("size", layer.length)
                .put("digest", registry.pushBlob(repository, layer));
        return registry.putManifest(
                repository, tag, registry.mediaType(repository, tag), JSON.writeValueAsString(manifest));
    }

    /** Writes an index of a Debian for amd64 and one for arm64, with these files in place of their own. */
    public void debians(String tag, Map<String, String> files) throws IOException, InterruptedException {
        Map<String, String> tags = new TreeMap<>();
        Map<String, String> bases = Map.of("amd64", "base/debian", "arm64", "base/debian-arm64");
        for (Map.Entry<String, String> base : bases.entrySet()) {
            tags.put(base.getKey(), tag + "-" + base.getKey());
            extend(base.getValue(), "bookworm", tag + "-" + base.getKey(), files);
        }
        index(tag, tags);
    }

    /** Writes an image with one layer that contains only these programs. Returns its digest. */
    public String make(String tag, Map<String, String> programs) throws IOException, InterruptedException {
        byte[] tar = tar(programs);
        byte[] layer = gzip(tar);
        byte[] config = JSON.writeValueAsBytes(Map.of(
                "architecture",
                "amd64",
                "os",
                "linux",
                "author",
                tag,
                "config",
                Map.of("Cmd", List.of("/hello")),
                "rootfs",
                Map.of("type", "layers", "diff_ids", List.of(digest(tar)))));
        Map<String, Object> manifest = Map.of(
                "schemaVersion",
                2,
                "mediaType",
                MANIFEST,
                "config",
                descriptor(OCI + "config.v1+json", config),
                "layers",
                List.of(descriptor(OCI + "layer.v1.tar+gzip", layer)));
        registry.pushBlob(repository, config);
        registry.pushBlob(repository, layer);
        return registry.putManifest(repository, tag, MANIFEST, JSON.writeValueAsString(manifest));
    }

    /** Writes an index of images of this repository. The keys are architectures and the values are tags. */
    public void index(String tag, Map<String, String> tags) throws IOException, InterruptedException {
        List<Map<String, Object>> manifests = new ArrayList<>();
        for (Map.Entry<String, String> image : tags.entrySet()) {
            String text = registry.manifestText(repository, image.getValue());
            Map<String, Object> descriptor = new HashMap<>(descriptor(
                    registry.mediaType(repository, image.getValue()), text.getBytes(StandardCharsets.UTF_8)));
            descriptor.put("platform", Map.of("os", "linux", "architecture", image.getKey()));
            manifests.add(descriptor);
        }
        String type = OCI + "index.v1+json";
        registry.putManifest(
                repository,
                tag,
                type,
                JSON.writeValueAsString(Map.of("schemaVersion", 2, "mediaType", type, "manifests", manifests)));
    }

    private static Map<String, Object> descriptor(String mediaType, byte[] content) {
        return Map.of("mediaType", mediaType, "size", content.length, "digest", digest(content));
    }

    private static String digest(byte[] content) {
        return "sha256:" + HexFormat.of().formatHex(TestRegistry.sha256(content));
    }

    private static byte[] tar(Map<String, String> programs) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, String> program : programs.entrySet()) {
                byte[] content = program.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(program.getKey());
                entry.setMode(PROGRAM);
                entry.setModTime(0);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }
}

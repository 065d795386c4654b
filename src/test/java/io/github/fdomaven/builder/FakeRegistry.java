package io.github.fdomaven.builder;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.CopyListener;
import io.github.fdomaven.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Registries of which nothing is real but the manifests. Writes down what it is asked. */
final class FakeRegistry implements Registry {

    static final long LAYER_SIZE = 1000;
    static final long CONFIG_SIZE = 10;

    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
    private final Map<Digest, Map<String, String>> labels = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
    private volatile RuntimeException failure;

    /** Puts an image there, one for each set of labels. */
    Manifest put(Reference reference, Map<String, String> imageLabels) {
        return put(reference, Digest.sha256(imageLabels.toString().getBytes(StandardCharsets.UTF_8)), imageLabels);
    }

    Manifest put(Reference reference, Digest config, Map<String, String> imageLabels) {
        Manifest manifest = manifest(config);
        manifests.put(reference.toString(), manifest);
        labels.put(config, imageLabels);
        return manifest;
    }

    Manifest putIndex(Reference reference) {
        Manifest index = Manifest.parse(
                MediaTypes.OCI_INDEX, "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.UTF_8));
        manifests.put(reference.toString(), index);
        return index;
    }

    static Manifest manifest(Digest config) {
        String text = """
                {"schemaVersion":2,"mediaType":"%s",
                 "config":{"mediaType":"application/vnd.docker.container.image.v1+json","digest":"%s","size":%d},
                 "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","digest":"%s","size":%d}]}
                """.formatted(MediaTypes.DOCKER_MANIFEST, config, CONFIG_SIZE, config, LAYER_SIZE);
        return Manifest.parse(MediaTypes.DOCKER_MANIFEST, text.getBytes(StandardCharsets.UTF_8));
    }

    void lose(Reference reference) {
        manifests.remove(reference.toString());
    }

    void failWith(RuntimeException exception) {
        failure = exception;
    }

    /** Lets every question fail that is about this. */
    void failing(String reference, RuntimeException exception) {
        failures.put(reference, exception);
    }

    List<String> requests() {
        return requests;
    }

    boolean has(Reference reference) {
        return manifests.containsKey(reference.toString());
    }

    @Override
    public Optional<Digest> digest(Reference reference) {
        request("digest " + reference);
        return Optional.ofNullable(manifests.get(reference.toString())).map(Manifest::digest);
    }

    @Override
    public Optional<Manifest> manifest(Reference reference) {
        request("manifest " + reference);
        return Optional.ofNullable(manifests.get(reference.toString()));
    }

    @Override
    public ImageConfig config(Repository repository, ImageManifest manifest) {
        request("config " + repository);
        return new ImageConfig(
                Optional.empty(),
                Optional.empty(),
                labels.getOrDefault(manifest.config().digest(), Map.of()));
    }

    @Override
    public void copy(Repository source, Manifest manifest, Reference target, CopyListener listener) {
        request("copy " + source + " to " + target);
        if (manifest instanceof ImageManifest image) {
            listener.mounted(image.config());
            listener.present(image.layers().get(0));
            listener.uploaded(image.layers().get(0));
        }
        manifests.put(target.toString(), manifest);
    }

    private void request(String request) {
        requests.add(request);
        failures.forEach((reference, exception) -> {
            if (request.endsWith(" " + reference)) {
                throw exception;
            }
        });
        if (failure != null) {
            throw failure;
        }
    }
}

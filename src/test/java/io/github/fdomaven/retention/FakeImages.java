package io.github.fdomaven.retention;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.registry.CopyListener;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A registry in memory that has images, lists them, deletes them by digest, and fails where a test wants it to. */
final class FakeImages implements Registry {

    /** By the reference; those by tag are listed. */
    private final Map<Reference, Manifest> manifests = new LinkedHashMap<>();

    private final Map<Digest, ImageConfig> configs = new HashMap<>();
    private final Set<Object> broken = new HashSet<>();
    private final Map<Reference, Runnable> meanwhile = new HashMap<>();
    private final List<String> deletions = new ArrayList<>();
    private boolean isStubborn;

    /** Puts an image there; of the same config it is the same image. */
    ImageManifest put(Reference reference, ImageConfig config) {
        Digest digest = Digest.sha256(config.toString().getBytes(UTF_8));
        configs.put(digest, config);
        ImageManifest manifest = (ImageManifest) Manifest.parse(
                MediaTypes.OCI_MANIFEST,
                ("{\"schemaVersion\":2,\"config\":" + descriptor("application/json", digest) + ",\"layers\":[]}")
                        .getBytes(UTF_8));
        manifests.put(reference, manifest);
        manifests.put(reference.repository().at(manifest.digest()), manifest);
        return manifest;
    }

    /** Puts an index of one image there. */
    Manifest putIndex(Reference reference, Manifest member) {
        Manifest index = Manifest.parse(
                MediaTypes.OCI_INDEX,
                ("{\"schemaVersion\":2,\"manifests\":[" + descriptor(member.mediaType(), member.digest()) + "]}")
                        .getBytes(UTF_8));
        manifests.put(reference, index);
        return index;
    }

    private static String descriptor(String mediaType, Digest digest) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":7}";
    }

    /** Has something fail: a reference, a repository, the digest of a config, or of a manifest that is to be deleted. */
    void fail(Object what) {
        broken.add(what);
    }

    /** Has something happen just before the digest of a tag is asked for. */
    void meanwhile(Reference reference, Runnable what) {
        meanwhile.put(reference, what);
    }

    /** Has it say that it deletes, and not do so. */
    void keepAll() {
        isStubborn = true;
    }

    /** Takes a tag away. */
    synchronized void untag(Reference reference) {
        manifests.remove(reference);
    }

    /** What was asked to be deleted. */
    List<String> deletions() {
        return List.copyOf(deletions);
    }

    private void check(String verb, Object what) {
        if (broken.contains(what)) {
            throw new EnvironmentException(verb + " " + what + ": 500.");
        }
    }

    @Override
    public synchronized Optional<Digest> digest(Reference reference) {
        check("HEAD", "HEAD " + reference);
        Optional.ofNullable(meanwhile.remove(reference)).ifPresent(Runnable::run);
        return Optional.ofNullable(manifests.get(reference)).map(Manifest::digest);
    }

    @Override
    public synchronized Optional<Manifest> manifest(Reference reference) {
        check("GET", reference);
        return Optional.ofNullable(manifests.get(reference));
    }

    @Override
    public ImageConfig config(Repository repository, ImageManifest manifest) {
        check("GET", manifest.config().digest());
        return configs.get(manifest.config().digest());
    }

    @Override
    public void copy(Repository source, Manifest manifest, Reference target, CopyListener listener) {
        throw new UnsupportedOperationException("Who deletes copies nothing.");
    }

    @Override
    public List<Tag> tags(Repository repository) {
        check("GET", repository);
        return manifests.keySet().stream()
                .filter(reference -> reference.repository().equals(repository))
                .flatMap(reference -> reference.tag().stream())
                .toList();
    }

    @Override
    public synchronized boolean delete(Repository repository, Digest digest) {
        deletions.add(repository + "@" + digest);
        if (broken.contains(digest)) {
            throw new FixableException("DELETE " + digest + ": 405.");
        }
        return isStubborn
                || manifests
                        .entrySet()
                        .removeIf(entry -> entry.getKey().repository().equals(repository)
                                && entry.getValue().digest().equals(digest));
    }

    @Override
    public Descriptor putBlob(Repository repository, String mediaType, byte[] content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putManifest(Reference reference, Manifest manifest) {
        throw new UnsupportedOperationException();
    }
}

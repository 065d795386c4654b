package io.github.fdomaven.inspection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.CopyListener;
import io.github.fdomaven.registry.Registry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry that has what a test put there, and writes down what it is asked. */
final class RecordingRegistry implements Registry {

    /** What an image runs on whose index does not say it. */
    static final Platform UNSAID = Platform.parse("linux/s390x");

    private final Map<String, Manifest> manifests = new HashMap<>();
    private final Map<Digest, ImageConfig> configs = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    List<String> requests() {
        return requests;
    }

    /** Puts an image of two layers there, which says of itself what the config does. */
    ImageManifest put(Reference reference, ImageConfig config) {
        ImageManifest manifest = manifest(config);
        manifests.put(reference.toString(), manifest);
        return manifest;
    }

    private ImageManifest manifest(ImageConfig config) {
        Digest digest = Digest.sha256(config.toString().getBytes(UTF_8));
        String text = "{\"schemaVersion\":2,\"config\":" + descriptor("application/json", digest, 7) + ",\"layers\":["
                + descriptor("tar", Inspected.THEN, 1000) + "," + descriptor("tar", Inspected.NOW, 30) + "]}";
        configs.put(digest, config);
        return (ImageManifest) Manifest.parse(MediaTypes.OCI_MANIFEST, text.getBytes(UTF_8));
    }

    /** Puts an index there, of images that say for which platform they are, or do not. */
    Manifest putIndex(Reference reference, List<Optional<Platform>> platforms) {
        List<String> entries = new ArrayList<>();
        for (Optional<Platform> platform : platforms) {
            ImageConfig config = new ImageConfig(
                    Optional.empty(), Optional.of(platform.orElse(UNSAID)), Map.of("number", "" + entries.size()));
            Manifest member = manifest(config);
            manifests.put(reference.repository().at(member.digest()).toString(), member);
            String entry = descriptor(MediaTypes.OCI_MANIFEST, member.digest(), 500);
            entries.add(platform.map(value -> entry.replaceFirst("}$", ",\"platform\":" + json(value) + "}"))
                    .orElse(entry));
        }
        String text = "{\"schemaVersion\":2,\"manifests\":" + entries + "}";
        Manifest index = Manifest.parse(MediaTypes.OCI_INDEX, text.getBytes(UTF_8));
        manifests.put(reference.toString(), index);
        return index;
    }

    private static String descriptor(String mediaType, Digest digest, long size) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    private static String json(Platform platform) {
        return "{\"os\":\"" + platform.os() + "\",\"architecture\":\"" + platform.architecture() + "\"}";
    }

    @Override
    public Optional<Digest> digest(Reference reference) {
        requests.add("digest " + reference);
        return Optional.ofNullable(manifests.get(reference.toString())).map(Manifest::digest);
    }

    @Override
    public Optional<Manifest> manifest(Reference reference) {
        requests.add("manifest " + reference);
        return Optional.ofNullable(manifests.get(reference.toString()));
    }

    @Override
    public ImageConfig config(Repository repository, ImageManifest manifest) {
        requests.add("config " + repository);
        return configs.get(manifest.config().digest());
    }

    @Override
    public void copy(Repository source, Manifest manifest, Reference target, CopyListener listener) {
        throw new UnsupportedOperationException("Who looks at images copies none.");
    }
}

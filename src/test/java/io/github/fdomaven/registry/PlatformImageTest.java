package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformImageTest extends RegistryTestCase {

    private static final Platform AMD64 = Platform.parse("linux/amd64");

    private IndexManifest index;

    private ImageManifest child(String tag) {
        return Images.put(
                server, reference.repository().tagged(new Tag(tag)), MediaTypes.OCI_MANIFEST, "layer of " + tag);
    }

    private static String entry(Manifest child, String os, String architecture) {
        return entry(child.mediaType(), child.digest(), os, architecture);
    }

    private static String entry(String mediaType, Digest digest, String os, String architecture) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":1,\"platform\":{\"os\":\""
                + os + "\",\"architecture\":\"" + architecture + "\"}}";
    }

    private ImageManifest image(Platform platform) {
        return registry().image(reference, index, Optional.ofNullable(platform));
    }

    private Manifest putIndex(String... entries) {
        index = (IndexManifest) Manifest.parse(
                MediaTypes.OCI_INDEX,
                Images.bytes("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}"));
        server.put(reference, index);
        return index;
    }

    @Test
    void fetchesTheImageOfThePlatform() {
        ImageManifest amd64 = child("a");
        putIndex(entry(child("b"), "linux", "arm64"), entry(amd64, "linux", "amd64"));

        assertThat(image(AMD64)).isEqualTo(amd64);
        assertThat(server.received()).containsExactly("GET /v2/group/project/manifests/" + amd64.digest());
    }

    @Test
    void skipsAttestationsWithoutAPlatform() {
        ImageManifest image = child("a");
        putIndex(
                entry(child("b"), "unknown", "unknown"),
                entry(image, "linux", "z80"),
                entry(child("c"), "linux", "mos"));

        assertThat(image(null)).isEqualTo(image);
        assertThat(index.platforms()).containsExactly(Platform.parse("linux/z80"), Platform.parse("linux/mos"));
    }

    @Test
    void listsThePlatformsIfOneIsMissing() {
        ImageManifest image = child("a");
        putIndex(entry(image, "linux", "arm64"), entry(image, "unknown", "unknown"), entry(image, "linux", "arm64"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> image(AMD64))
                .withMessage(reference + " has no image for linux/amd64. Its images are for linux/arm64.");
    }

    @Test
    void explainsAnIndexWithoutPlatforms() {
        index = (IndexManifest) Images.index(MediaTypes.OCI_INDEX, child("a"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> image(AMD64))
                .withMessage(reference + " has no image for linux/amd64. Its images are for no named platform.");
    }

    @Test
    void namesAMissingImageOfTheIndex() {
        Digest gone = Digest.sha256(new byte[0]);
        putIndex(entry(MediaTypes.OCI_MANIFEST, gone, "linux", "amd64"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> image(AMD64))
                .withMessage("The index " + reference + " names "
                        + reference.repository().at(gone)
                        + ", which does not exist. Push the index again, with all its images.");
    }

    @Test
    void refusesAnIndexInAnIndex() {
        Manifest inner = Images.index(MediaTypes.OCI_INDEX, child("a"));
        server.put(reference.repository().tagged(new Tag("inner")), inner);
        putIndex(entry(inner, "linux", "amd64"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> image(AMD64))
                .withMessageEndingWith(", which is an index too. Check the program that made it.");
    }
}

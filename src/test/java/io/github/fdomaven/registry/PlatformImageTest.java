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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void passesOverAnEntryThatCannotBeRead() {
        ImageManifest amd64 = child("a");
        String broken = entry(child("b"), "linux", "arm64").replace("sha256:", "blake3:");
        putIndex(broken, entry(amd64, "linux", "amd64"));

        assertThat(image(AMD64)).isEqualTo(amd64);
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> image(Platform.parse("linux/arm64")))
                .withMessageStartingWith("The index " + reference
                        + " has no image for linux/arm64, and an entry that cannot be read: 'blake3:")
                .withMessageEndingWith(" Check the program that made it, and push the index again.");
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

    private Manifest nested(String... entries) {
        Manifest inner = putIndex(entries);
        server.put(reference.repository().tagged(new Tag("inner")), inner);
        return inner;
    }

    private static String withoutPlatform(Manifest child) {
        return entry(child, "x", "y").replaceFirst(",\"platform\".*", "}");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "linux/amd64")
    void findsAnImageInAnIndexInAnIndex(String platform) {
        ImageManifest image = child("a");
        ImageManifest other = child("b");
        Platform wanted = platform == null ? null : Platform.parse(platform);

        putIndex(entry(other, "linux", "z80"), entry(nested(entry(image, "linux", "amd64")), "linux", "amd64"));
        assertThat(image(AMD64)).isEqualTo(image);
        putIndex(withoutPlatform(nested(entry(image, "linux", "amd64"))));
        assertThat(image(wanted)).isEqualTo(image);
        putIndex(entry(nested(withoutPlatform(image)), "linux", "amd64"));
        assertThat(image(wanted)).isEqualTo(image);
        putIndex(withoutPlatform(nested(withoutPlatform(nested(entry(image, "linux", "amd64"))))));
        assertThat(image(wanted)).isEqualTo(image);
    }

    @Test
    void readsAnIndexOnceAndNotTooDeep() {
        Manifest inner = nested(entry(child("a"), "linux", "arm64"));
        for (int depth = 0; depth < 9; depth++) {
            inner = nested(withoutPlatform(inner), withoutPlatform(inner));
        }

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> image(AMD64))
                .withMessageContaining(" has no image for linux/amd64. ");
        assertThat(server.received()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"linux, v7 (hf)", "plan9\\u001b[31m, x", "unknown, unknown", "linux, ''", "'', amd64", "'', ''"})
    void passesOverAnUnusualPlatform(String os, String architecture) {
        ImageManifest image = child("a");
        putIndex(entry(child("b"), os, architecture), entry(image, "linux", "amd64"));

        assertThat(image(AMD64)).isEqualTo(image);
    }

    @Test
    void takesAnotherImageIfOneIsMissing() {
        ImageManifest image = child("a");
        putIndex(
                entry(MediaTypes.OCI_MANIFEST, Digest.sha256(new byte[0]), "linux", "z80"),
                entry(image, "linux", "mos"));

        assertThat(image(null)).isEqualTo(image);
    }
}

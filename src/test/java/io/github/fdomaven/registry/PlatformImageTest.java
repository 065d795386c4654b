package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.ImageManifest;
import io.github.fdomaven.image.Manifest;
import io.github.fdomaven.image.MediaTypes;
import io.github.fdomaven.image.Platform;
import io.github.fdomaven.image.Tag;
import org.junit.jupiter.api.Test;

class PlatformImageTest extends RegistryTestCase {

    private static final Platform AMD64 = Platform.parse("linux/amd64");

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

    private Manifest putIndex(String... entries) {
        Manifest index = Manifest.parse(
                MediaTypes.OCI_INDEX,
                Images.bytes("{\"schemaVersion\":2,\"manifests\":[" + String.join(",", entries) + "]}"));
        server.put(reference, index);
        return index;
    }

    @Test
    void theImageOfThePlatformIsFetchedByItsDigest() {
        ImageManifest amd64 = child("a");
        putIndex(entry(child("b"), "linux", "arm64"), entry(amd64, "linux", "amd64"));

        assertThat(registry().image(reference, AMD64)).contains(amd64);
        assertThat(server.asked())
                .containsExactly(
                        "GET /v2/group/project/manifests/1", "GET /v2/group/project/manifests/" + amd64.digest());
    }

    @Test
    void anImageByItselfIsTakenAsItIs() {
        ImageManifest image = Images.put(server, reference);

        assertThat(registry().image(reference, Platform.parse("linux/s390x"))).contains(image);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(registry().image(reference, AMD64)).isEmpty();
    }

    @Test
    void aPlatformThatTheIndexLacksIsNoAbsence() {
        ImageManifest image = child("a");
        putIndex(entry(image, "linux", "arm64"), entry(image, "unknown", "unknown"), entry(image, "linux", "arm64"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().image(reference, AMD64))
                .withMessage(reference + " has no image for linux/amd64: it has linux/arm64, unknown/unknown.");
    }

    @Test
    void anIndexWithoutPlatformsSaysSo() {
        server.put(reference, Images.index(MediaTypes.OCI_INDEX, child("a")));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().image(reference, AMD64))
                .withMessage(reference + " has no image for linux/amd64: it has none that names its platform.");
    }

    @Test
    void anImageThatIsGoneFromItsIndexIsNamed() {
        Digest gone = Digest.sha256(new byte[0]);
        putIndex(entry(MediaTypes.OCI_MANIFEST, gone, "linux", "amd64"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().image(reference, AMD64))
                .withMessage(reference.repository().at(gone) + " is named by the index " + reference
                        + ", but does not exist. Push the index again, with all its images.");
    }

    @Test
    void anIndexInAnIndexIsRefused() {
        Manifest inner = Images.index(MediaTypes.OCI_INDEX, child("a"));
        server.put(reference.repository().tagged(new Tag("inner")), inner);
        putIndex(entry(inner, "linux", "amd64"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().image(reference, AMD64))
                .withMessageEndingWith(" names for linux/amd64, is an index too. Check what made it.");
    }
}

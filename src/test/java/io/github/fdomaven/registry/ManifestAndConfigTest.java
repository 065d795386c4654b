package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.OtherManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestAndConfigTest extends RegistryTestCase {

    private static final String ADVICE_START = ". Check that ";

    private String advice() {
        return ADVICE_START + server.host() + " is a registry, and that no proxy changes its responses.";
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.OCI_MANIFEST, MediaTypes.DOCKER_MANIFEST})
    void readsAnImageWithTwoRequests(String mediaType) {
        ImageManifest image = Images.put(server, reference, mediaType, "a layer");

        Manifest found = registry().manifest(reference).orElseThrow();

        assertThat(found).isEqualTo(image);
        assertThat(registry().config(reference.repository(), image).labels()).containsEntry("a", "b");
        assertThat(server.received())
                .containsExactly(
                        "GET /v2/group/project/manifests/1",
                        "GET /v2/group/project/blobs/" + image.config().digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.OCI_INDEX, MediaTypes.DOCKER_MANIFEST_LIST})
    void readsAnIndex(String mediaType) {
        Manifest index = Images.index(mediaType, Images.put(server, reference));
        server.put(reference, index);

        assertThat(registry().manifest(reference)).contains(index);
    }

    @Test
    void readsADigestWithoutTheContent() {
        ImageManifest image = Images.put(server, reference);

        assertThat(registry().digest(reference)).contains(image.digest());
        assertThat(registry().digest(reference.repository().at(image.digest()))).contains(image.digest());
        assertThat(server.received())
                .containsExactly(
                        "HEAD /v2/group/project/manifests/1", "HEAD /v2/group/project/manifests/" + image.digest());
    }

    @Test
    void computesADigestThatTheRegistryDoesNotSend() {
        ImageManifest image = Images.put(server, reference);
        server.respond("HEAD", 1, 200, "");

        assertThat(registry().digest(reference)).contains(image.digest());
    }

    @Test
    void treatsOnlyNotFoundAsAbsence() {
        assertThat(registry().manifest(reference)).isEmpty();
        assertThat(registry().digest(reference)).isEmpty();
    }

    @Test
    void refusesContentWithAnotherDigestThanRequested() {
        ImageManifest image = Images.put(server, reference);
        Digest other = Digest.sha256(new byte[0]);
        Reference asked = reference.repository().at(other);
        server.put(asked, image);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(asked))
                .withMessage("GET http://" + server.host() + "/v2/group/project/manifests/" + other
                        + ": 200: the content has the digest " + image.digest() + " and not " + other + advice());
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(asked))
                .withMessageContaining("the content has the digest " + image.digest() + " and not " + other);
    }

    @Test
    void ignoresAWrongDigestInAHeader() {
        ImageManifest image = Images.put(server, reference);
        Reference byDigest = reference.repository().at(image.digest());
        String content = new String(image.content());
        String[] header = {"Docker-Content-Digest", Digest.sha256(new byte[0]).toString()};
        server.respond("GET", 3, 200, content, header);
        server.respond("HEAD", 1, 200, "", header);

        assertThat(registry().manifest(reference)).contains(image);
        assertThat(registry().manifest(byDigest)).contains(image);
        assertThat(registry().digest(byDigest)).contains(image.digest());
        assertThat(server.received()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><title>Sign in</title></html>", "", "[]", "{", "\"x\""})
    void computesNoDigestOfAPageThatIsNoManifest(String page) {
        server.respond("HEAD", 1, 200, "");
        server.respond("GET", 1, 200, page, "Content-Type", "text/html");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(reference))
                .withMessageContaining(": 200: "
                        + (page.startsWith("<") ? "the answer is not a manifest: Sign in" : "The manifest is not "))
                .withMessageEndingWith(advice());
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void computesADigestIfTheRegistryDoesNotSupportHead(int status) {
        ImageManifest image = Images.put(server, reference);
        server.respond("HEAD", 1, status, "");

        assertThat(registry().digest(reference)).contains(image.digest());
    }

    @Test
    void acceptsAMediaTypeWithParameters() {
        server.respond("GET", 1, 200, "{\"manifests\":[]}", "Content-Type", MediaTypes.OCI_INDEX + "; charset=utf-8");

        assertThat(registry().manifest(reference)).isPresent();
    }

    @Test
    void namesAnUnsupportedMediaType() {
        String kind = "text/html";
        server.respond("GET", 1, 200, "<html>", "Content-Type", kind);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessage("GET " + url() + ": 200: '" + kind
                        + "' is not the media type of a supported manifest: valid are " + MediaTypes.ACCEPT + advice());
    }

    @Test
    void readsTheDigestOfAnImageOfAnUnknownType() {
        String kind = "application/vnd.docker.distribution.manifest.v1+prettyjws";
        String content = "{\"schemaVersion\":1,\"fsLayers\":[]}";
        server.respond("HEAD", 1, 200, "", "Content-Type", kind);
        server.respond("GET", 2, 200, content, "Content-Type", kind);
        Digest digest = Digest.sha256(Images.bytes(content));

        assertThat(registry().digest(reference)).contains(digest);
        Manifest manifest = registry().manifest(reference).orElseThrow();
        assertThat(manifest).isInstanceOf(OtherManifest.class);
        assertThat(manifest.digest()).isEqualTo(digest);
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry()
                        .copy(
                                reference.repository(),
                                manifest,
                                Reference.parse(server.host() + "/copy:1"),
                                new Registry.CopyListener() {}))
                .withMessageContaining(" has the media type '" + kind + "', which is none of ");
    }

    @Test
    void refusesAManifestThatIsTooLong() {
        server.respond("GET", 1, 200, " ".repeat(4 * 1024 * 1024 + 1), "Content-Type", MediaTypes.OCI_INDEX);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessage("GET " + url() + ": 200: the manifest has more than 4194304 bytes" + advice());
    }

    @Test
    void doesNotFetchAConfigThatIsTooLong() {
        String config = Images.descriptor("c", new byte[0]).replace("\"size\":0", "\"size\":8388609");
        ImageManifest image = Images.parse(MediaTypes.OCI_MANIFEST, "{\"config\":" + config + ",\"layers\":[]}");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessage("GET http://" + server.host() + "/v2/group/project/blobs/"
                        + image.config().digest()
                        + ": the manifest declares 8388609 bytes, and the plugin reads 8388608 at most."
                        + " Check the program that made the image.");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void refusesAConfigWithAnotherDigest() {
        ImageManifest image = Images.put(server, reference);
        server.respond("GET /v2/group/project/blobs", 1, 200, Images.CONFIG.replace('b', 'c'));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessageContaining(": 200: the content does not have the digest "
                        + image.config().digest() + advice());
    }

    @Test
    void refusesAConfigThatIsLongerThanDeclared() {
        ImageManifest image = Images.put(server, reference);
        server.respond("GET /v2/group/project/blobs", 1, 200, Images.CONFIG + " ");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessageContaining(
                        "the content has more than " + image.config().size() + " bytes");
    }

    @Test
    void refusesAnInvalidConfig() {
        byte[] config = Images.bytes("[]");
        ImageManifest image = Images.image(MediaTypes.OCI_MANIFEST, config);
        server.put(reference.repository(), config);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessage("The config of " + reference.repository().at(image.digest())
                        + " is not valid: The config is not a JSON object. Check the program that made the image.");
    }
}

package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.ManifestWriter;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTest extends RegistryTestCase {

    private static final byte[] CONTENT = Images.bytes("{\"a\":1}");
    private static final String UPLOADS = "/v2/group/project/blobs/uploads/";

    private Descriptor putBlob() {
        return registry().putBlob(reference.repository(), "application/json", CONTENT);
    }

    @Test
    void uploadsABlobWithTwoRequests() {
        Descriptor blob = putBlob();

        assertThat(blob).isEqualTo(Descriptor.of("application/json", CONTENT));
        assertThat(server.hasBlob(reference.repository(), blob.digest())).isTrue();
        assertThat(server.received())
                .containsExactly(
                        "HEAD /v2/group/project/blobs/" + blob.digest(),
                        "GET /v2/",
                        "POST " + UPLOADS,
                        "PUT " + UPLOADS + "1");
    }

    @Test
    void doesNotUploadAnExistingBlob() {
        server.put(reference.repository(), CONTENT);

        putBlob();

        assertThat(server.received()).hasSize(1);
    }

    @Test
    void restartsABrokenUpload() {
        server.respond("PUT", 2, request -> request.exchange().close());

        Descriptor blob = putBlob();

        assertThat(server.hasBlob(reference.repository(), blob.digest())).isTrue();
        assertThat(server.received()).filteredOn(("POST " + UPLOADS)::equals).hasSize(3);
    }

    @Test
    void uploadsWithATokenForWriting() {
        new TokenServer(server).demand(ANN);
        login(server, "ann", "secret");

        assertThat(server.hasBlob(reference.repository(), putBlob().digest())).isTrue();
    }

    @Test
    void failsIfTheRegistryRefusesTheUpload() {
        server.respond("POST", 1, 403, new String(ReceivedRequest.error("DENIED", "read only")));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::putBlob)
                .withMessageStartingWith("POST http://" + server.host() + UPLOADS + ": 403: DENIED: read only. ");
    }

    @Test
    void failsIfTheContentDidNotArriveWhole() {
        server.respond(
                "PUT",
                99,
                400,
                new String(ReceivedRequest.error("DIGEST_INVALID", "provided digest did not match uploaded content")));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::putBlob)
                .withMessageContaining("400: DIGEST_INVALID");
    }

    private ImageManifest putImage(String mediaType) {
        Descriptor config = registry().putBlob(reference.repository(), "application/json", Images.bytes(Images.CONFIG));
        Descriptor layer = registry().putBlob(reference.repository(), Images.LAYER, Images.bytes("a layer"));
        ImageManifest image = new ManifestWriter().image(mediaType, config, List.of(layer));
        registry().putManifest(reference.repository().at(image.digest()), image);
        return image;
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.OCI_INDEX, MediaTypes.DOCKER_MANIFEST_LIST})
    void putsAnIndexAfterItsImage(String mediaType) {
        ImageManifest image =
                putImage(mediaType.equals(MediaTypes.OCI_INDEX) ? MediaTypes.OCI_MANIFEST : MediaTypes.DOCKER_MANIFEST);
        IndexManifest index = new ManifestWriter()
                .withAnnotations(Map.of("a", "b"))
                .index(mediaType, List.of(image.descriptor().withPlatform(Platform.parse("linux/amd64"))));

        registry().putManifest(reference, index);

        Manifest found = registry().manifest(reference).orElseThrow();
        assertThat(found.content()).isEqualTo(index.content());
        assertThat(found.annotations()).isEqualTo(Map.of("a", "b"));
        assertThat(registry()
                        .image(
                                reference,
                                (IndexManifest) found,
                                index.manifests().get(0).platform()))
                .isEqualTo(image);
    }

    @Test
    void putsAManifestByteForByte() {
        Images.put(server, reference);
        byte[] content = Images.bytes(new String(server.manifest(reference).content()).replace(",", ",\n   "));
        Manifest manifest = Manifest.parse(MediaTypes.OCI_MANIFEST, content);
        Reference other = Reference.parse(reference.repository() + ":other");

        registry().putManifest(other, manifest);

        assertThat(server.manifest(other).content()).isEqualTo(content);
    }

    @Test
    void failsIfTheRegistryDoesNotHaveTheImageOfAnIndex() {
        ImageManifest image = Images.image(MediaTypes.OCI_MANIFEST, CONTENT);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().putManifest(reference, Images.index(MediaTypes.OCI_INDEX, image)))
                .withMessageContaining("400: MANIFEST_BLOB_UNKNOWN");
    }

    @Test
    void refusesAManifestWithAnotherDigestThanItsReference() {
        ImageManifest image = Images.image(MediaTypes.OCI_MANIFEST, CONTENT);
        Reference other = reference.repository().at(image.config().digest());

        assertThat(server.received()).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> registry().putManifest(other, image));
    }
}

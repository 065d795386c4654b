package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests of registries that differ from the specification, and are accepted by common clients. */
class OddManifestTest extends CopyTestCase {

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405, 410, 500, 501, 503})
    void getsADigestIfHeadIsRefused(int status) {
        ImageManifest image = Images.put(server, reference);
        server.respond("HEAD", 99, status, "");

        assertThat(registry().digest(reference)).contains(image.digest());
        assertThat(retries).isEmpty();
    }

    @Test
    void retriesIfHeadIsThrottled() {
        ImageManifest image = Images.put(server, reference);
        server.respond("HEAD", 1, 429, "");

        assertThat(registry().digest(reference)).contains(image.digest());
        assertThat(server.received()).hasSize(2).allMatch(request -> request.startsWith("HEAD "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/json",
                "application/octet-stream",
                "text/html",
                "APPLICATION/JSON; x=y",
                ""
            })
    void readsAManifestWithAGeneralContentType(String contentType) {
        ImageManifest image = Images.put(server, reference);
        Manifest index = Images.index(MediaTypes.OCI_INDEX, image);
        for (Manifest manifest : List.of(image, index)) {
            String[] headers = contentType.isEmpty() ? new String[0] : new String[] {"Content-Type", contentType};
            server.respond("GET /v2/group/project/manifests", 1, 200, new String(manifest.content()), headers);

            assertThat(registry().manifest(reference)).contains(manifest);
        }
    }

    @Test
    void copiesAManifestThatIsServedInAnotherFormat() {
        ImageManifest image = Images.put(server, reference, MediaTypes.DOCKER_MANIFEST, "a layer");
        String content = new String(image.content());
        server.respond("GET /v2/group/project/manifests", 1, 200, content, "Content-Type", MediaTypes.OCI_MANIFEST);

        Manifest read = registry().manifest(reference).orElseThrow();
        copy(read, far);

        assertThat(other.manifest(far)).isEqualTo(image);
    }

    /** A proxy or a portal answers instead of the registry. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                MediaTypes.OCI_MANIFEST,
                MediaTypes.OCI_INDEX,
                "application/vnd.api+json",
                "application/json",
                "text/html",
                ""
            })
    void showsTheErrorInPlaceOfAManifest(String contentType) {
        String error = "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"sign in first\"}]}";
        String[] headers = contentType.isEmpty() ? new String[0] : new String[] {"Content-Type", contentType};
        server.respond("HEAD", 9, 200, "", headers);
        server.respond("GET /v2/group/project/manifests", 9, 200, error, headers);

        for (Function<Reference, Optional<?>> read : List.<Function<Reference, Optional<?>>>of(
                registry()::manifest, registry()::digest, registry()::contentDigest)) {
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> read.apply(reference))
                    .withMessageStartingWith(
                            "GET " + url() + ": 200: the answer is not a manifest: DENIED: sign in first. ");
        }
    }

    @Test
    void showsTheErrorInPlaceOfAConfig() {
        ImageManifest image = Images.put(server, reference);
        server.respond("GET /v2/group/project/blobs", 1, 200, "{\"message\":\"sign in first\"}");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessageContaining(": sign in first. ");
    }

    @Test
    void computesTheDigestOfAManifestThatCannotBeRead() {
        String content = "{\"schemaVersion\":2,\"config\":7}";
        String[] headers = {
            "Content-Type",
            MediaTypes.OCI_MANIFEST,
            "Docker-Content-Digest",
            Digest.sha256(new byte[0]).toString()
        };
        server.respond("GET /v2/group/project/manifests", 2, 200, content, headers);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference));
        assertThat(registry().contentDigest(reference)).contains(Digest.sha256(Images.bytes(content)));
        assertThat(registry().contentDigest(reference)).isEmpty();
    }

    @Test
    void copiesAnIndexThatLacksAnImage() {
        ImageManifest image = Images.put(server, reference);
        ImageManifest gone = Images.image(MediaTypes.OCI_MANIFEST, Images.bytes("{}"));
        Manifest index = Images.index(MediaTypes.OCI_INDEX, image, gone);
        other.acceptIncompleteIndexes();

        copy(index, far);

        assertThat(other.manifest(far)).isEqualTo(index);
        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
        assertThat(events).contains("missing " + reference.repository().at(gone.digest()));
    }

    @Test
    void doesNotCopyAnIndexWithAnEntryThatCannotBeRead() {
        ImageManifest image = Images.put(server, reference);
        String valid = Images.descriptor(image.mediaType(), image.content());
        Manifest index = Manifest.parse(
                MediaTypes.OCI_INDEX,
                Images.bytes("{\"manifests\":[" + valid + "," + valid.replace("sha256:", "blake3:") + "]}"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(index, far))
                .withMessageStartingWith(
                        "The index " + reference.repository().at(index.digest()) + " cannot be copied: 'blake3:")
                .withMessageEndingWith(
                        " Check the program that made it, and push it to " + reference.repository() + " again.");
        assertThat(other.received()).isEmpty();
    }

    @Test
    void comparesDigestsOfOneAlgorithmOnly() throws NoSuchAlgorithmException {
        ImageManifest image = Images.put(server, reference);
        Reference byDigest = reference.repository().at(image.digest());
        server.put(byDigest, image);
        String sha512 = "sha512:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(image.content()));
        String content = new String(image.content());
        server.respond("HEAD", 2, 200, "", "Docker-Content-Digest", sha512);
        server.respond("GET /v2/group/project/manifests", 3, 200, content, "Docker-Content-Digest", sha512);

        assertThat(registry().digest(byDigest)).contains(image.digest());
        assertThat(registry().digest(reference)).contains(image.digest());
        assertThat(registry().manifest(byDigest)).contains(image);
    }

    @Test
    void explainsThatAnIndexIsRefusedWithoutAnImage() {
        ImageManifest image = Images.put(server, reference);
        ImageManifest gone = Images.image(MediaTypes.OCI_MANIFEST, Images.bytes("{}"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(Images.index(MediaTypes.OCI_INDEX, gone, image), far))
                .withMessageStartingWith("The index names "
                        + reference.repository().at(gone.digest()) + ", which does not exist, and without it "
                        + other.host() + " does not accept the index: PUT ")
                .withMessageContaining("400: MANIFEST_BLOB_UNKNOWN");
        assertThat(other.manifest(far)).isNull();
    }

    @Test
    void copiesAnIndexInAnIndex() {
        ImageManifest image = Images.put(server, reference);
        Manifest inner = Images.index(MediaTypes.OCI_INDEX, image);
        server.put(reference.repository().at(inner.digest()), inner);
        Manifest outer = Images.index(MediaTypes.OCI_INDEX, inner, image);

        copy(outer, far);

        assertThat(other.manifest(far)).isEqualTo(outer);
        assertThat(other.manifest(far.repository().at(inner.digest()))).isEqualTo(inner);
    }

    @Test
    void copiesNoIndexesInEachOtherWithoutEnd() {
        Manifest index = Images.put(server, reference);
        for (int depth = 0; depth < 20; depth++) {
            index = Images.index(MediaTypes.OCI_INDEX, index);
            server.put(reference.repository().at(index.digest()), index);
        }
        Manifest outer = index;

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(outer, far))
                .withMessageContaining("has more than 8 nested indexes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "sha256:", "md5:x", "\"sha256:0\"", "SHA256:DIGEST", "DIGEST, DIGEST"})
    void ignoresAHeaderThatIsNotADigest(String text) {
        ImageManifest image = Images.put(server, reference);
        String[] header = {
            "Docker-Content-Digest", text.replace("DIGEST", image.digest().hex())
        };
        String content = new String(image.content());
        server.respond("HEAD", 1, 200, "", header);
        server.respond("GET /v2/group/project/manifests", 2, 200, content, header);
        other.respond("PUT /v2/mine/project/manifests", 1, 201, "", header);

        assertThat(registry().digest(reference)).contains(image.digest());
        assertThat(registry().manifest(reference)).contains(image);
        copy(image, far);
        assertThat(count(other, "PUT /v2/mine/project/manifests")).isEqualTo(1);
    }
}

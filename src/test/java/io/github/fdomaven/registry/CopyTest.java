package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyTest extends CopyTestCase {

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.DOCKER_MANIFEST, MediaTypes.OCI_MANIFEST})
    void mountsBlobsWithinARegistry(String mediaType) {
        ImageManifest image = Images.put(server, reference, mediaType, "a layer");

        copy(image, near);

        assertThat(server.manifest(near)).isEqualTo(image);
        assertThat(Images.isWhole(server, near.repository(), image)).isTrue();
        assertThat(events).containsExactly("mounted " + Images.CONFIG.length(), "mounted 7");
        assertThat(server.received())
                .containsExactly(
                        "POST /v2/mine/project/blobs/uploads/",
                        "POST /v2/mine/project/blobs/uploads/",
                        "PUT /v2/mine/project/manifests/1");
    }

    @Test
    void uploadsBlobsIfTheRegistryDoesNotMount() {
        ImageManifest image = Images.put(server, reference);
        server.refuseMounts();

        copy(image, near);

        assertThat(server.manifest(near)).isEqualTo(image);
        assertThat(Images.isWhole(server, near.repository(), image)).isTrue();
        assertThat(events).containsExactly("uploaded " + Images.CONFIG.length(), "uploaded 7");
    }

    @Test
    void putsOnlyTheTagWithinARepository() {
        ImageManifest image = Images.put(server, reference);
        Reference again = reference.repository().tagged(new Tag("2"));

        copy(image, again);

        assertThat(server.manifest(again)).isEqualTo(image);
        assertThat(server.received()).containsExactly("PUT /v2/group/project/manifests/2");
        assertThat(events).containsExactly("present " + Images.CONFIG.length(), "present 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.DOCKER_MANIFEST, MediaTypes.OCI_MANIFEST})
    void uploadsMissingBlobsToAnotherRegistry(String mediaType) {
        ImageManifest image = Images.put(server, reference, mediaType, "a layer");
        other.put(far.repository(), Images.bytes("a layer"));

        copy(image, far);

        assertThat(other.manifest(far)).isEqualTo(image);
        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
        assertThat(events).containsExactly("uploaded " + Images.CONFIG.length(), "present 7");
        assertThat(sent).containsExactly((long) Images.CONFIG.length());
    }

    @Test
    void copiesALargeBlobInPortions() {
        byte[] config = Images.bytes(Images.CONFIG);
        byte[] layer = new byte[3 * 1024 * 1024 + 1];
        Arrays.fill(layer, (byte) 'x');
        ImageManifest image = Images.image(MediaTypes.OCI_MANIFEST, config, layer);
        server.put(reference.repository(), config);
        server.put(reference.repository(), layer);

        copy(image, far);

        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
        assertThat(sent).hasSizeGreaterThan(10).endsWith((long) layer.length);
    }

    @ParameterizedTest
    @CsvSource({
        MediaTypes.DOCKER_MANIFEST_LIST + ", " + MediaTypes.DOCKER_MANIFEST + ", true",
        MediaTypes.OCI_INDEX + ", " + MediaTypes.OCI_MANIFEST + ", true",
        MediaTypes.OCI_INDEX + ", " + MediaTypes.DOCKER_MANIFEST + ", false",
    })
    void copiesAnIndexAfterItsImages(String mediaType, String childType, boolean isNear) {
        ImageManifest one = Images.put(server, reference, childType, "one");
        ImageManifest two = Images.put(server, reference, childType, "two");
        Manifest index = Images.index(mediaType, one, two, one);
        RegistryServer registry = isNear ? server : other;
        Reference target = isNear ? near : far;
        Repository repository = target.repository();

        copy(index, target);

        assertThat(registry.manifest(target)).isEqualTo(index);
        assertThat(registry.manifest(repository.at(one.digest()))).isEqualTo(one);
        assertThat(registry.manifest(repository.at(two.digest()))).isEqualTo(two);
        assertThat(Images.isWhole(registry, repository, one)).isTrue();
        assertThat(Images.isWhole(registry, repository, two)).isTrue();
        // Both images have the same config.
        assertThat(events).hasSize(3);
    }

    @Test
    void copiesNoForeignLayers() {
        byte[] config = Images.bytes(Images.CONFIG);
        String layer = Images.descriptor("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", new byte[9]);
        ImageManifest image = Images.parse(
                MediaTypes.DOCKER_MANIFEST,
                "{\"config\":" + Images.descriptor("c", config) + ",\"layers\":["
                        + layer.replace("}", ",\"urls\":[\"https://example.com/layer\"]}") + "]}");
        server.put(reference.repository(), config);

        copy(image, far);

        assertThat(other.manifest(far)).isEqualTo(image);
        assertThat(events).hasSize(1);
    }

    @Test
    void mountsWithOneTokenForBothRepositories() {
        ImageManifest image = Images.put(server, reference);
        TokenServer tokens = new TokenServer(server).demand(ANN);
        login(server, "ann", "secret");
        registry().digest(near);

        copy(image, near);

        assertThat(tokens).isNotNull();
        assertThat(server.requests().stream()
                        .filter(request -> request.path().equals("/token"))
                        .map(request -> request.parameters("scope")))
                .containsExactly(
                        List.of("repository:mine/project:pull"),
                        List.of("repository:group/project:pull", "repository:mine/project:pull,push"),
                        List.of("repository:mine/project:pull,push"));
        assertThat(count(server, "POST")).isEqualTo(2);
    }

    @Test
    void authenticatesAPostWithoutContent() {
        ImageManifest image = Images.put(server, reference);
        new TokenServer(server);

        copy(image, near);

        assertThat(server.manifest(near)).isEqualTo(image);
        assertThat(count(server, "POST")).isEqualTo(3);
    }

    @Test
    void renewsATokenThatExpiresDuringAnUpload() {
        ImageManifest image = Images.put(server, reference);
        TokenServer tokens = new TokenServer(other);
        other.respond("PUT /v2/mine/project/blobs", 1, request -> {
            tokens.revoke();
            tokens.admits(request);
        });

        copy(image, far);

        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
        assertThat(retries).isEmpty();
        assertThat(count(other, "PUT /v2/mine/project/blobs")).isEqualTo(3);
    }

    @Test
    void sendsEachRegistryItsOwnCredentials() {
        ImageManifest image = Images.put(server, reference);
        new TokenServer(server).demand(ANN);
        new TokenServer(other);
        login(server, "ann", "secret");

        copy(image, far);

        assertThat(other.manifest(far)).isEqualTo(image);
        assertThat(other.requests())
                .noneMatch(request -> request.header("Authorization").contains("Basic"));
    }

    @Test
    void followsARedirectOfTheSource() {
        ImageManifest image = Images.put(server, reference);
        server.respond("GET", 1, 307, "", "Location", "http://" + other.host() + "/storage");
        other.respond("GET /storage", 1, 200, Images.CONFIG);

        copy(image, far);

        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
    }

    @Test
    void uploadsToAnotherServerWithoutCredentials() throws IOException {
        ImageManifest image = Images.image(MediaTypes.OCI_MANIFEST, Images.bytes("{}"));
        server.put(reference.repository(), Images.bytes("{}"));
        login(other, "ann", "secret");
        other.respond("HEAD", 1, 401, "", "WWW-Authenticate", "Basic realm=\"r\"");
        try (RegistryServer storage = new RegistryServer()) {
            other.respond(
                    "POST",
                    1,
                    202,
                    "",
                    "Location",
                    "http://" + storage.host() + "/v2/x/blobs/uploads/1?_state=x%2Fy%3D");
            other.respond("PUT", 1, 201, "");

            copy(image, far);

            assertThat(other.requests().get(2).header("Authorization")).isEqualTo(ANN);
            assertThat(storage.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("Authorization")).isEmpty());
            assertThat(storage.hasBlob(storage.repository("x"), image.config().digest()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void copiesABlobThatIsDeclaredAsCompressed(boolean isCompressed) throws IOException {
        byte[] content = Images.bytes(Images.CONFIG);
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        }
        ImageManifest image = Images.put(server, reference);
        server.respond(
                "GET /v2/group/project/blobs/" + image.config().digest(),
                1,
                request -> request.answer(
                        200, isCompressed ? compressed.toByteArray() : content, "Content-Encoding", "gzip"));

        copy(image, far);

        assertCopied(other, image);
    }
}

package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads to registries that differ from the specification, and are accepted by common clients. */
class OddUploadTest extends CopyTestCase {

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 400, 401, 403, 404, 405, 415, 429, 500, 501, 503})
    void uploadsBlobsAfterARefusedMount(int status) {
        refuseMounts(status);

        copiesTo(server);

        assertThat(events).allMatch(event -> event.startsWith("uploaded "));
    }

    private void refuseMounts(int status) {
        server.guard(request -> {
            boolean isMount = request.parameter("mount") != null;
            if (isMount) {
                request.answer(status, status == 204 ? new byte[0] : ReceivedRequest.error("DENIED", "no mount"));
            }
            return !isMount;
        });
    }

    @Test
    void uploadsOnlyMissingBlobsAfterARefusedMount() {
        refuseMounts(404);
        server.put(near.repository(), Images.bytes("a layer"));

        copiesTo(server);

        assertThat(events).containsExactly("uploaded " + Images.CONFIG.length(), "present 7");
    }

    @Test
    void uploadsIfTheTokenServiceGivesNoTokenForAMount() {
        ImageManifest image = Images.put(server, reference);
        TokenServer tokens = new TokenServer(server).demand(ANN);
        login(server, "ann", "secret");
        server.respond("GET /token", Integer.MAX_VALUE, request -> {
            if (request.parameters("scope").size() > 1) {
                request.answer(403, ReceivedRequest.error("DENIED", "not for the source"));
            } else {
                tokens.admits(request);
            }
        });

        copy(image, near);

        assertCopied(server, image);
    }

    @Test
    void namesTheRefusalOfTheUploadAndNotOfTheMount() {
        ImageManifest image = Images.put(server, reference);
        server.respond(
                "POST",
                Integer.MAX_VALUE,
                request -> request.answer(
                        403,
                        ReceivedRequest.error(
                                "DENIED", request.parameter("mount") == null ? "read only" : "no mount")));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> copy(image, near))
                .withMessageStartingWith("POST http://" + server.host() + UPLOADS + ": 403: DENIED: read only. ");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void acceptsAnySuccessOfAPut(int status) {
        for (String path : List.of("PUT /v2/mine/project/blobs", "PUT /v2/mine/project/manifests")) {
            other.respond(path, 2, request -> {
                request.body();
                request.answer(status, new byte[0]);
            });
        }
        ImageManifest image = Images.put(server, reference);

        copy(image, far);

        assertThat(retries).isEmpty();
        assertThat(other.received())
                .filteredOn(request -> request.startsWith("PUT "))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 411, 412, 413, 415, 416, 422, 500, 501, 503})
    void uploadsByPatchIfThePutOfAContentIsRefused(int status) {
        refuseLongRequests("PUT", 0, status);

        copiesTo(other);

        assertThat(count(other, "PATCH")).isEqualTo(2);
        // A host that accepted a PATCH instead gets no other PUT with a content.
        assertThat(count(other, "PUT " + UPLOADS)).isEqualTo(3);
    }

    @Test
    void uploadsByPatchIfThePutOfAContentBreaks() {
        other.respond("PUT " + UPLOADS, Integer.MAX_VALUE, request -> {
            if (request.header("Content-Length").equals("0")) {
                other.serve(request);
            } else {
                request.exchange().close();
            }
        });

        copiesTo(other);

        assertThat(count(other, "PATCH")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407, 429})
    void sendsNoPatchIfItWouldBeRefusedToo(int status) {
        other.respond("PUT " + UPLOADS, Integer.MAX_VALUE, status, "");
        ImageManifest image = Images.put(server, reference);

        assertThatExceptionOfType(FdoException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageContaining("PUT http://" + other.host() + UPLOADS + "1: " + status);
        assertThat(count(other, "PATCH")).isZero();
    }

    @Test
    void namesTheFailureOfTheSource() {
        ImageManifest image = Images.put(server, reference);
        server.respond("GET /v2/group/project/blobs", 9, 404, "");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageStartingWith("GET http://" + server.host() + "/v2/group/project/blobs/sha256:");
        assertThat(count(other, "PATCH")).isZero();
    }

    @Test
    void uploadsInPartsIfAWholeBlobIsTooLong() {
        byte[] config = Images.bytes(Images.CONFIG);
        byte[] layer = new byte[2 * 1024 * 1024 + 7];
        Arrays.fill(layer, (byte) 'x');
        ImageManifest image = Images.image(MediaTypes.OCI_MANIFEST, config, layer);
        server.put(reference.repository(), config);
        server.put(reference.repository(), layer);
        refuseLongRequests("PUT", 1024 * 1024, 413);
        refuseLongRequests("PATCH", 1024 * 1024, 413);

        copy(image, far);

        assertCopied(other, image);
        assertThat(other.requests())
                .filteredOn(request -> request.method().equals("PATCH"))
                .extracting(request -> request.header("Content-Range"))
                .containsExactly("", "0-1048575", "1048576-2097151", "2097152-2097158");
    }

    @Test
    void sendsPartsOfTheLengthThatTheRegistryWants() {
        byte[] layer = new byte[3 * 1024 * 1024];
        ImageManifest image = Images.image(MediaTypes.OCI_MANIFEST, layer);
        server.put(reference.repository(), layer);
        other.respond(
                "POST",
                Integer.MAX_VALUE,
                request -> request.answer(
                        202,
                        new byte[0],
                        "Location",
                        ReceivedUploads.address("mine/project"),
                        "OCI-Chunk-Min-Length",
                        "2000000"));
        refuseLongRequests("PUT", 0, 413);
        other.respond("PATCH", 1, 413, "");

        copy(image, far);

        assertCopied(other, image);
        assertThat(other.requests())
                .filteredOn(request -> request.method().equals("PATCH"))
                .extracting(request -> request.header("Content-Length"))
                .containsExactly("3145728", "2000000", "1145728");
    }

    @Test
    void saysWhyPartsAreRefused() {
        refuseLongRequests("PUT", 0, 405);
        other.respond("PATCH", 1, 400, new String(ReceivedRequest.error("BLOB_UPLOAD_INVALID", "no parts")));
        ImageManifest image = Images.put(server, reference);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageStartingWith(
                        "PATCH http://" + other.host() + UPLOADS + "1: 400: BLOB_UPLOAD_INVALID: no parts. ");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405, 429, 500, 501, 503})
    void uploadsABlobIfHeadIsRefused(int status) {
        other.respond("HEAD", 99, status, "");

        copiesTo(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://HOST/v2/mine/project/blobs/uploads/1?_state=x%2Fy%3D",
                "HTTP://HOST/v2/mine/project/blobs/uploads/1?_state=x%2Fy%3D",
                "//HOST/v2/mine/project/blobs/uploads/1?_state=x%2Fy%3D",
                "http://user:password@HOST/v2/mine/project/blobs/uploads/1?_state=x%2Fy%3D",
                "/v2/mine/project/blobs/uploads/1?_state=x%2Fy%3D",
                "1?_state=x%2Fy%3D",
                "./1?_state=x%2Fy%3D",
                "?_state=x%2Fy%3D",
                "/v2/mine/project/blobs/uploads/1?_state=x/y=",
                "/v2/mine/project/blobs/uploads/1?_state=x%2Fy%3D&a=b|c d{e}\"<>\\^`",
                "/v2/mine/project/blobs/uploads/1?n=\u00e9&_state=x%2Fy%3D",
                "/v2/mine/project/blobs/uploads/1?n=%zz&_state=x%2Fy%3D",
                "/v2/mine/project/blobs/uploads/1?_state=x%2Fy%3D#fragment",
                "/x/../v2/mine/project/blobs/uploads/1?_state=x%2Fy%3D",
                "/../v2/./mine/project/blobs/uploads/1?_state=x%2Fy%3D",
                "/v2/mine/project/blobs/uploads/1?&_state=x%2Fy%3D",
            })
    void uploadsToAnyAddress(String location) {
        other.respond("POST", 9, 202, "", "Location", location.replace("HOST", other.host()));

        copiesTo(other);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void beginsAnUploadWithAnySuccess(int status) {
        other.respond("POST", 9, status, "", "Location", ReceivedUploads.address("mine/project"));

        copiesTo(other);
    }

    @Test
    void continuesAtTheSameAddressIfAPatchNamesNone() {
        refuseLongRequests("PUT", 0, 405);
        other.respond("PATCH", 9, request -> other.serve(new ReceivedRequest(request.exchange(), Set.of("Location"))));

        copiesTo(other);
    }

    @Test
    void explainsAnUploadWithoutAnAddress() {
        other.respond("POST", 9, 202, "");
        ImageManifest image = Images.put(server, reference);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageContaining(UPLOADS + ": 202: it does not say where the content goes. ");
    }

    @Test
    void uploadsIfTheConnectionOfAMountBreaks() {
        // Otherwise the registry might be one with TLS: it has not answered yet.
        registry().digest(near);
        server.guard(request -> {
            boolean isMount = request.parameter("mount") != null;
            if (isMount) {
                request.exchange().close();
            }
            return !isMount;
        });

        copiesTo(server);
    }
}

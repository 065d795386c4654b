package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyFailureTest extends CopyTestCase {

    @Test
    void copiesNoIndexWithAMissingImage() {
        ImageManifest gone = Images.image(MediaTypes.OCI_MANIFEST, Images.bytes("{}"));
        Manifest index = Images.index(MediaTypes.OCI_INDEX, gone);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(index, near))
                .withMessage("The index names " + reference.repository().at(gone.digest())
                        + ", which does not exist. Push the index to " + reference.repository()
                        + " again, with all its images.");
        assertThat(server.manifest(near)).isNull();
    }

    @Test
    void failsIfTheTargetRefusesAccess() {
        ImageManifest image = Images.put(server, reference);
        other.respond("POST", 1, 403, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"not yours\"}]}");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageStartingWith("POST http://" + other.host()
                        + "/v2/mine/project/blobs/uploads/: 403: DENIED: not yours. No credentials were sent, because "
                        + other.host() + " did not ask for ");
    }

    @Test
    void restartsABrokenUpload() {
        ImageManifest image = Images.put(server, reference);
        other.respond(
                "PUT /v2/mine/project/blobs", 2, request -> request.exchange().close());

        copy(image, far);

        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
        assertThat(retries).hasSize(1);
        // The transport sent nothing on its own: two blobs, a broken upload by PUT, and one by PATCH.
        assertThat(count(other, "POST")).isEqualTo(4);
        assertThat(count(other, "PUT /v2/mine/project/blobs")).isEqualTo(4);
    }

    @Test
    void findsABlobThatWasStoredWithoutAnAnswer() {
        ImageManifest image = Images.put(server, reference);
        server.refuseMounts();
        server.respond("PUT " + UPLOADS, 1, request -> {
            server.put(near.repository(), request.body());
            request.exchange().close();
        });

        copy(image, near);

        assertThat(events.get(0)).startsWith("uploaded ");
        assertThat(count(server, "PUT " + UPLOADS)).isEqualTo(2);
        assertThat(count(server, "PATCH")).isZero();
        assertThat(Images.isWhole(server, near.repository(), image)).isTrue();
    }

    @Test
    void restartsAnUploadThatBreaksAfterTheRetryLimit() {
        ImageManifest image = Images.put(server, reference);
        other.respond("PUT /v2/mine/project/blobs", 1, request -> {
            time.pass(Duration.ofMinutes(20));
            request.exchange().close();
        });

        copy(image, far);

        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
    }

    @Test
    void triesAFailingTargetFiveTimes() {
        ImageManifest image = Images.put(server, reference);
        other.respond("PUT /v2/mine/project/blobs", 99, 500, "disk full");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessage("PUT http://" + other.host()
                        + "/v2/mine/project/blobs/uploads/1: 500: disk full. Tried 5 times. " + other.host()
                        + " has an internal problem. Run Maven again later, or ask its operator.");
        // The large content is not sent twice by each attempt. The end of the upload by PATCH is a PUT too.
        assertThat(count(other, "PATCH")).isEqualTo(1);
        assertThat(count(other, "PUT")).isEqualTo(6);
        assertThat(other.manifest(far)).isNull();
    }

    @Test
    void countsEachAttemptOfABrokenPost() {
        ImageManifest image = Images.put(server, reference);
        other.respond("POST", 1, request -> request.exchange().close());

        copy(image, far);

        assertThat(retries).hasSize(1);
        assertThat(count(other, "POST")).isEqualTo(3);
    }

    @Test
    void continuesABrokenDownload() {
        ImageManifest image = Images.put(server, reference);
        byte[] part = Images.bytes(Images.CONFIG.substring(0, 5));
        server.respond("GET", 1, request -> RegistryServer.breakOff(request, Images.CONFIG.length(), part));

        copy(image, far);

        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
        assertThat(retries)
                .singleElement()
                .asString()
                .startsWith("GET http://" + server.host() + "/v2/group/project/blobs/")
                .contains("the connection broke: it ended after 5 of ");
    }

    @Test
    void namesTheSourceOfAMissingBlob() {
        ImageManifest image = Images.image(MediaTypes.OCI_MANIFEST, Images.bytes("{}"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessage("GET http://" + server.host() + "/v2/group/project/blobs/"
                        + image.config().digest() + ": 404: BLOB_UNKNOWN: blob unknown to registry. Check that "
                        + server.host() + " is a registry that accepts this image, or ask its operator.");
        assertThat(other.manifest(far)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void refusesABlobThatIsTooShort(String content) {
        ImageManifest image = Images.put(server, reference);
        server.respond("GET", 9, 200, content);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageStartingWith("GET http://" + server.host() + "/v2/group/project/blobs/"
                        + image.config().digest() + ": 200: the content has only " + content.length() + " of the "
                        + Images.CONFIG.length() + " bytes of the manifest. ");
        assertThat(retries).isEmpty();
        assertThat(other.manifest(far)).isNull();
    }

    @Test
    void refusesABlobThatIsTooLong() {
        ImageManifest image = Images.put(server, reference);
        server.respond("GET", 1, 200, Images.CONFIG + "!");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageContaining(
                        ": 200: the content has more than the " + Images.CONFIG.length() + " bytes of the manifest. ");
    }

    @Test
    void keepsABlobWithAnotherDigestFromATargetThatDoesNotCheckIt() {
        ImageManifest image = Images.put(server, reference);
        server.respond("GET", 1, 200, "x".repeat(Images.CONFIG.length()));
        other.respond("PUT /v2/mine/project/blobs", 9, 201, "");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageStartingWith("GET http://" + server.host() + "/v2/group/project/blobs/")
                .withMessageContaining(": 200: the content does not have the digest "
                        + image.config().digest() + ". ");
        assertThat(other.manifest(far)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "ftp://a.example/", "http://a@b@c/"})
    void uploadsABlobIfTheAnswerToAMountIsNotValid(String location) {
        ImageManifest image = Images.put(server, reference);
        server.respond("POST", 1, 202, "", "Location", location);

        copy(image, near);

        assertThat(Images.isWhole(server, near.repository(), image)).isTrue();
        assertThat(retries).isEmpty();
    }

    @Test
    void ignoresAnotherDigestInTheResponseToAPut() {
        ImageManifest image = Images.put(server, reference);
        String wrong = Digest.sha256(new byte[0]).toString();
        server.respond("PUT /v2/mine/project/manifests", 1, 201, "", "Docker-Content-Digest", wrong);

        copy(image, near);

        assertThat(count(server, "PUT /v2/mine/project/manifests")).isEqualTo(1);
    }
}

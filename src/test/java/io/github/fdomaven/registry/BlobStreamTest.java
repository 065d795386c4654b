package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads of blobs whose size is not known before. */
class BlobStreamTest extends RegistryTestCase {

    private static final String UPLOADS = " /v2/group/project/blobs/uploads/";
    private static final byte[] LONG = content(2 * BlobStream.PART + 1000);

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(1).nextBytes(content);
        return content;
    }

    private Descriptor upload(byte[] content) {
        return registry().uploadBlob(reference.repository(), "layer", out -> {
            for (int done = 0; done < content.length; done += 100_000) {
                out.write(content, done, Math.min(100_000, content.length - done));
            }
        });
    }

    private void assertUploaded(byte[] content, Descriptor blob) {
        assertThat(blob).isEqualTo(Descriptor.of("layer", content));
        assertThat(server.hasBlob(reference.repository(), blob.digest())).isTrue();
        assertNoTemporaryFile();
    }

    static void assertNoTemporaryFile() {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "fdo-*.blob")) {
            files.forEach(found::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(found).isEmpty();
    }

    private long count(String start) {
        return server.received().stream()
                .filter(request -> request.startsWith(start))
                .count();
    }

    @Test
    void sendsALongBlobInParts() {
        Descriptor blob = upload(LONG);

        assertUploaded(LONG, blob);
        assertThat(count("PATCH")).isEqualTo(3);
        assertThat(count("DELETE")).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, BlobStream.PART - 1})
    void sendsAShortBlobWhole(int length) {
        byte[] content = content(length);

        assertUploaded(content, upload(content));
        assertThat(count("PATCH")).isZero();
    }

    @Test
    void sendsAShortBlobOnlyOnce() {
        byte[] content = content(1000);

        upload(content);
        upload(content);

        assertThat(count("PUT")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 411, 413, 416, 501})
    void sendsAWholeBlobIfPartsAreRefused(int status) {
        server.respond("PATCH" + UPLOADS, 1, request -> {
            request.body();
            request.answer(status, ReceivedRequest.error("UNSUPPORTED", "no parts"));
        });

        assertUploaded(LONG, upload(LONG));
        assertThat(count("PATCH")).isEqualTo(1);
        assertThat(count("DELETE")).isEqualTo(1);

        // The registry is not asked again.
        byte[] other = content(BlobStream.PART + 1);
        assertUploaded(other, upload(other));
        assertThat(count("PATCH")).isEqualTo(1);
    }

    @Test
    void sendsAWholeBlobIfPartsMustBeTooLarge() {
        server.respond(
                "POST" + UPLOADS,
                1,
                202,
                "",
                "Location",
                ReceivedUploads.address("group/project"),
                "OCI-Chunk-Min-Length",
                "" + (BlobStream.PART + 1));

        assertUploaded(LONG, upload(LONG));
        assertThat(count("PATCH")).isZero();
    }

    /** The second part breaks. The registry says how much it has, and the rest of the part follows. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1_000_000, BlobStream.PART})
    void resumesAPartThatBroke(int arrived) {
        List<Long> lengths = new ArrayList<>();
        server.respond("PATCH" + UPLOADS, 1, request -> server.serve(request));
        server.respond("PATCH" + UPLOADS, 1, request -> {
            server.receive(reference.repository(), Arrays.copyOf(request.body(), arrived));
            request.exchange().close();
        });
        server.respond("PATCH" + UPLOADS, 9, request -> {
            lengths.add(Long.parseLong(request.header("Content-Length")));
            server.serve(request);
        });

        assertUploaded(LONG, upload(LONG));
        assertThat(lengths.stream().mapToLong(Long::longValue).sum())
                .isEqualTo(LONG.length - BlobStream.PART - arrived);
        assertThat(retries).hasSize(1);
    }

    @Test
    void wantsTheContentAgainIfTheRegistryLostTheUpload() {
        server.respond("PATCH" + UPLOADS, 1, request -> server.serve(request));
        server.respond("PATCH" + UPLOADS, 1, request -> {
            request.body();
            request.exchange().close();
        });
        server.respond("GET" + UPLOADS, 1, 404, "");

        assertThatExceptionOfType(UploadLostException.class).isThrownBy(() -> upload(LONG));
        assertThat(count("DELETE")).isEqualTo(1);

        assertUploaded(LONG, upload(LONG));
    }

    @Test
    void repeatsTheEndOfAnUploadUnlessItSucceeded() {
        server.respond("PUT" + UPLOADS, 1, request -> {
            request.body();
            request.exchange().close();
        });

        assertUploaded(LONG, upload(LONG));
    }

    @Test
    void reportsARefusedUpload() {
        server.respond("POST" + UPLOADS, 1, 403, "no");

        assertThatThrownBy(() -> upload(LONG))
                .hasMessageContaining("POST http://" + server.host())
                .hasMessageContaining("403");
    }

    @Test
    void givesUpAsOtherRequestsDo() {
        server.respond("PATCH" + UPLOADS, 99, request -> {
            request.body();
            request.answer(503, new byte[0]);
        });
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> upload(LONG))
                .withMessageContaining("Tried 5 times");
        assertThat(count("PATCH")).isEqualTo(5);
        assertThat(count("DELETE")).isEqualTo(1);
    }

    @Test
    void cancelsTheUploadIfTheContentFails() {
        EnvironmentException failure = new EnvironmentException("The engine stopped.");

        assertThatThrownBy(() -> registry().uploadBlob(reference.repository(), "layer", out -> {
                    out.write(LONG, 0, BlobStream.PART + 10);
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(count("DELETE")).isEqualTo(1);
        assertThat(server.hasBlob(reference.repository(), Digest.sha256(LONG))).isFalse();
    }
}

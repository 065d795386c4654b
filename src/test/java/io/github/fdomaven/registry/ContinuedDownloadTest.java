package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A blob whose download breaks off during a copy. */
class ContinuedDownloadTest extends CopyTestCase {

    private static final String BLOBS = "GET /v2/group/project/blobs";
    private static final byte[] CONFIG = Images.bytes("{}");

    private byte[] layer;
    private ImageManifest image;

    private void putLayer(int size) {
        layer = new byte[size];
        new Random(1).nextBytes(layer);
        image = Images.image(MediaTypes.OCI_MANIFEST, CONFIG, layer);
        server.put(reference.repository(), layer);
        other.put(far.repository(), CONFIG);
    }

    /** Sends a part of what is announced, and closes the connection. */
    private static void send(ReceivedRequest request, int status, int announced, byte[] part) throws IOException {
        request.exchange().sendResponseHeaders(status, announced);
        try (OutputStream out = request.exchange().getResponseBody()) {
            out.write(part);
            out.flush();
            request.exchange().close();
        }
    }

    /** Answers each request with the wanted bytes, and breaks off after some of them. */
    private void breakOffAfter(int length, int times) {
        server.respond(BLOBS, times, request -> {
            String range = request.header("Range");
            int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
            if (from > 0) {
                request.exchange().getResponseHeaders().set("Content-Range", range(from));
            }
            byte[] part = Arrays.copyOfRange(layer, from, Math.min(from + length, layer.length));
            send(request, from > 0 ? 206 : 200, layer.length - from, part);
        });
    }

    private String range(int from) {
        return "bytes " + from + "-" + (layer.length - 1) + "/" + layer.length;
    }

    private List<String> ranges() {
        return server.requests().stream()
                .filter(request -> request.toString().startsWith(BLOBS))
                .map(request -> request.header("Range"))
                .toList();
    }

    private void assertCopiedByOneUpload() {
        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
        assertThat(count(other, "POST")).isEqualTo(1);
        assertThat(sent).isSorted().endsWith((long) layer.length);
    }

    @Test
    void continuesWhereItEnded() {
        putLayer(500);
        breakOffAfter(110, 99);

        copy(image, far);

        assertCopiedByOneUpload();
        assertThat(ranges()).containsExactly("", "bytes=110-", "bytes=220-", "bytes=330-", "bytes=440-");
        assertThat(retries).hasSize(4);
    }

    @Test
    void continuesAsLongAsItMakesProgress() {
        int part = 1024 * 1024 + 7;
        putLayer(7 * part);
        breakOffAfter(part, 99);

        copy(image, far);

        assertCopiedByOneUpload();
        assertThat(ranges()).hasSize(7).endsWith("bytes=" + 6 * part + "-");
        assertThat(retries).isEmpty();
    }

    @Test
    void failsAfterFiveAttemptsWithLittleProgress() {
        putLayer(500);
        breakOffAfter(10, 99);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageStartingWith("GET http://" + server.host() + "/v2/group/project/blobs/")
                .withMessageContaining("the connection broke: it ended after 10 of 460 bytes. Tried 5 times. ");
        assertThat(ranges()).hasSize(5);
        assertThat(count(other, "POST")).isEqualTo(1);
        assertThat(other.manifest(far)).isNull();
    }

    @Test
    void continuesAPartThatIsShorterThanTheRest() {
        putLayer(3 * 1024 * 1024);
        int part = 2 * 1024 * 1024;
        breakOffAfter(100, 1);
        server.respond(
                BLOBS,
                1,
                request -> request.answer(
                        206,
                        Arrays.copyOfRange(layer, 100, part),
                        "Content-Range",
                        "bytes 100-" + (part - 1) + "/" + layer.length));
        breakOffAfter(layer.length, 1);

        copy(image, far);

        assertCopiedByOneUpload();
        assertThat(ranges()).containsExactly("", "bytes=100-", "bytes=" + part + "-");
    }

    @Test
    void skipsTheFirstBytesIfTheServerSendsTheWholeContent() {
        putLayer(500);
        breakOffAfter(200, 1);

        copy(image, far);

        assertCopiedByOneUpload();
        assertThat(ranges()).containsExactly("", "bytes=200-");
        assertThat(retries).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 0-299/500",
                "bytes 201-499/500",
                "bytes 200-499/501",
                "bytes 200-500/500",
                "bytes 200-199/500",
                "bytes */500",
                "items 200-499/500",
                "200-499/500",
                "nothing"
            })
    void asksForTheWholeContentAfterAnotherRange(String range) {
        putLayer(500);
        breakOffAfter(200, 1);
        server.respond(BLOBS, 1, request -> request.answer(206, new byte[300], "Content-Range", range));

        copy(image, far);

        assertCopiedByOneUpload();
        assertThat(ranges()).containsExactly("", "bytes=200-", "");
        assertThat(retries).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 403, 404, 416, 501})
    void asksForTheWholeContentIfTheRangeIsRefused(int status) {
        putLayer(500);
        breakOffAfter(200, 1);
        server.respond(BLOBS, 1, status, "");

        copy(image, far);

        assertCopiedByOneUpload();
        assertThat(ranges()).containsExactly("", "bytes=200-", "");
    }

    @Test
    void asksForTheRestAgainAfterATemporaryFailure() {
        putLayer(500);
        breakOffAfter(200, 1);
        server.respond(BLOBS, 1, 503, "not now");

        copy(image, far);

        assertCopiedByOneUpload();
        assertThat(ranges()).containsExactly("", "bytes=200-", "bytes=200-");
        assertThat(retries).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"500, bytes=200-|", "*, bytes=200-||"})
    void doesNotContinueACompressedContent(String total, String ranges) {
        putLayer(500);
        breakOffAfter(200, 1);
        server.respond(
                BLOBS,
                1,
                request -> request.answer(
                        206,
                        Arrays.copyOfRange(layer, 200, 500),
                        "Content-Range",
                        "bytes 200-499/" + total,
                        "Content-Encoding",
                        "gzip"));

        copy(image, far);

        assertCopiedByOneUpload();
        assertThat(String.join("|", ranges()) + "|").isEqualTo("|" + ranges);
    }

    @Test
    void beginsTheUploadAgainIfTheRestIsWrong() {
        putLayer(500);
        breakOffAfter(200, 1);
        server.respond(BLOBS, 1, request -> request.answer(206, new byte[300], "Content-Range", range(200)));

        copy(image, far);

        assertThat(Images.isWhole(other, far.repository(), image)).isTrue();
        assertThat(ranges()).containsExactly("", "bytes=200-", "");
        assertThat(retries).last().asString().contains("the rest of the content does not fit its first bytes");
    }

    @Test
    void verifiesTheDigestOfAContinuedDownload() {
        putLayer(500);
        layer[0]++;
        breakOffAfter(200, 3);
        breakOffAfter(500, 1);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> copy(image, far))
                .withMessageContaining("the content does not have the digest ");
        assertThat(other.manifest(far)).isNull();
    }
}

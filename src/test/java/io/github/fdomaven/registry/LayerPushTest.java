package io.github.fdomaven.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.push.PluginPush;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.engine.RecordingTransferLog;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.ManifestWriter;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin's own push of a layer of two parts, to a registry that refuses, breaks or hangs. */
class LayerPushTest extends RegistryTestCase {

    private static final String PATCH = "PATCH /v2/group/project/blobs/uploads/";
    private static final String UPLOADS = "/v2/group/project/blobs/uploads/";
    private static final byte[] BASE_CONFIG = "{\"config\":{}}".getBytes(UTF_8);
    private static final byte[] BASE_BLOB = "the compressed layer of the base image".getBytes(UTF_8);
    private static final byte[] LAYER = layer();

    private final InMemoryEngine engine = new InMemoryEngine();
    private final Digest baseLayer = engine.readable.layer("the layer of the base image".getBytes(UTF_8));
    private final EngineImage baseImage = engine.readable.image(BASE_CONFIG, baseLayer);
    private final EngineImage image =
            engine.readable.image("{\"config\":{\"Cmd\":[]}}".getBytes(UTF_8), baseLayer, engine.readable.layer(LAYER));

    private Reference base;

    /** A content that does not become smaller. */
    private static byte[] layer() {
        byte[] content = new byte[BlobStream.PART + 1_500_000];
        new Random(1).nextBytes(content);
        return content;
    }

    @BeforeEach
    void putBase() {
        Repository repository = server.repository("group/base");
        ImageManifest manifest = new ManifestWriter()
                .image(
                        MediaTypes.DOCKER_MANIFEST,
                        Descriptor.of(MediaTypes.DOCKER_CONFIG, BASE_CONFIG),
                        List.of(Descriptor.of(MediaTypes.DOCKER_LAYER, BASE_BLOB)));
        server.put(repository, BASE_BLOB);
        server.put(repository.tagged(new Tag("1")), manifest);
        base = repository.at(manifest.digest());
    }

    private Manifest push() throws ImageReader.UnreadableException {
        return push(image);
    }

    private Manifest push(EngineImage pushed) throws ImageReader.UnreadableException {
        return new PluginPush(registry(), new RecordingTransferLog())
                .push(engine, pushed, reference, "app", Optional.of(new PluginPush.Base(baseImage, base)));
    }

    private void assertPushes() throws Exception {
        Manifest pushed = push();

        assertThat(server.manifest(reference)).isEqualTo(pushed);
        for (Descriptor layer : ((ImageManifest) pushed).layers()) {
            assertThat(server.hasBlob(reference.repository(), layer.digest())).isTrue();
        }
        BlobStreamTest.assertNoTemporaryFile();
    }

    private void assertLeavesNothing() {
        assertThat(server.manifest(reference)).isNull();
        assertThat(server.received()).noneMatch(request -> request.startsWith("PUT /v2/group/project/manifests/"));
        assertThat(count("DELETE " + UPLOADS)).isEqualTo(1);
        BlobStreamTest.assertNoTemporaryFile();
    }

    private long count(String start) {
        return server.received().stream()
                .filter(request -> request.startsWith(start))
                .count();
    }

    @Test
    void sendsTheLayerInParts() throws Exception {
        assertPushes();

        assertThat(count(PATCH)).isEqualTo(2);
        assertThat(engine.events()).containsExactly("read 1 layers");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 413, 416})
    void readsTheLayerAgainIfALaterPartIsRefused(int status) throws Exception {
        server.respond(PATCH, 1, request -> server.serve(request));
        server.respond(PATCH, 1, request -> {
            request.body();
            request.answer(status, ReceivedRequest.error("UNSUPPORTED", "no more parts"));
        });

        assertPushes();

        assertThat(engine.events()).containsExactly("read 1 layers", "read 1 layers");
        assertThat(count(PATCH)).isEqualTo(2);
    }

    @Test
    void pushesToARegistryThatRefusesLongRequests() throws Exception {
        server.guard(request -> {
            String length = request.header("Content-Length");
            boolean isLong = !length.isEmpty() && Long.parseLong(length) > 1024 * 1024;
            if (isLong) {
                request.body();
                request.answer(413, new byte[0]);
            }
            return !isLong;
        });

        assertPushes();

        assertThat(engine.events()).containsExactly("read 1 layers");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 400, 401, 403, 404, 405, 415, 429, 500, 503})
    void sendsTheLayersOfTheBaseIfTheyAreNotMounted(int status) throws Exception {
        server.guard(request -> {
            boolean isMount = request.parameter("mount") != null;
            if (isMount) {
                request.answer(status, status == 204 ? new byte[0] : ReceivedRequest.error("DENIED", "no mount"));
            }
            return !isMount;
        });

        ImageManifest pushed = (ImageManifest) push(baseImage);

        assertThat(server.hasBlob(reference.repository(), pushed.layers().get(0).digest()))
                .isTrue();
        assertThat(pushed.layers().get(0).digest()).isEqualTo(Digest.sha256(BASE_BLOB));
        assertThat(engine.events()).containsExactly("read 0 layers");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 409, 416, 500, 503})
    void sendsTheLayerWholeIfTheEndOfItsUploadIsRefused(int status) throws Exception {
        server.guard(request -> {
            boolean isEnd = (request.method() + request.path()).startsWith("PUT" + UPLOADS)
                    && request.header("Content-Length").equals("0");
            if (isEnd) {
                request.answer(status, ReceivedRequest.error("BLOB_UPLOAD_UNKNOWN", "the upload is lost"));
            }
            return !isEnd;
        });

        assertPushes();

        assertThat(engine.events()).containsExactly("read 1 layers", "read 1 layers");
        assertThat(count(PATCH)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500})
    void readsALayerOfTheBaseFromTheEngineIfItsRepositoryDoesNotGiveIt(int status) throws Exception {
        server.guard(request -> {
            boolean isMount = request.parameter("mount") != null;
            if (isMount) {
                request.answer(403, new byte[0]);
            }
            return !isMount;
        });
        server.respond("GET /v2/group/base/blobs/", Integer.MAX_VALUE, status, "");

        assertPushes();

        assertThat(engine.events()).containsExactly("read 2 layers");
    }

    @Test
    void continuesAPartThatBroke() throws Exception {
        server.respond(PATCH, 1, request -> server.serve(request));
        server.respond(PATCH, 1, request -> {
            server.receive(reference.repository(), Arrays.copyOf(request.body(), 1_000_000));
            request.exchange().close();
        });

        assertPushes();

        assertThat(engine.events()).containsExactly("read 1 layers");
    }

    @Test
    void leavesNoTagIfTheRegistryFails() {
        server.respond(PATCH, 1, request -> server.serve(request));
        server.respond(PATCH, 99, request -> {
            request.body();
            request.answer(503, new byte[0]);
        });

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::push)
                .withMessageStartingWith("Could not push " + reference + ": PATCH http://" + server.host() + UPLOADS)
                .withMessageContaining("503");
        assertLeavesNothing();
    }

    @Test
    @Timeout(60)
    void leavesNoTagIfItIsInterruptedInTheMiddleOfALayer() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        server.respond(PATCH, 1, request -> server.serve(request));
        server.respond(PATCH, 1, request -> {
            arrived.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        FutureTask<Manifest> push = new FutureTask<>(this::push);
        Thread pushing = new Thread(push, "push");
        pushing.start();
        arrived.await();
        pushing.interrupt();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(push::get)
                .havingCause()
                .isInstanceOf(EnvironmentException.class)
                .withMessage("Could not push " + reference + ": Interrupted during an upload to "
                        + reference.repository() + ".");
        assertLeavesNothing();
        end.countDown();
    }
}

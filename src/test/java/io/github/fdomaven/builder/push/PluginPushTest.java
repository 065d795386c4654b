package io.github.fdomaven.builder.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.engine.RecordingTransferLog;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.ManifestWriter;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginPushTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app:1");
    private static final Reference BASE = Reference.parse("registry.example.org/base:1");
    private static final byte[] NEW = "the new layer".getBytes(UTF_8);
    private static final byte[] BASE_CONFIG = "{\"config\":{}}".getBytes(UTF_8);
    private static final byte[] CONFIG = "{\"config\":{\"Cmd\":[\"sh\"]}}".getBytes(UTF_8);

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryEngine engine = new InMemoryEngine(registry);
    private final RecordingTransferLog log = new RecordingTransferLog();
    private final PluginPush push = new PluginPush(registry, log);
    private final Digest baseLayer = engine.readable.layer("the layer of the base".getBytes(UTF_8));
    private final Digest newLayer = engine.readable.layer(NEW);
    private final EngineImage baseImage = engine.readable.image(BASE_CONFIG, baseLayer);
    private final EngineImage image = engine.readable.image(CONFIG, baseLayer, newLayer);

    private ImageManifest push(Optional<PluginPush.Base> base) throws ImageReader.UnreadableException {
        return push(TAG, base);
    }

    private ImageManifest push(Reference target, Optional<PluginPush.Base> base)
            throws ImageReader.UnreadableException {
        return (ImageManifest) push.push(engine, image, target, "app", base);
    }

    /** Puts the base image into the registry. */
    private Optional<PluginPush.Base> base(String layerType) {
        return base(BASE, layerType);
    }

    private Optional<PluginPush.Base> base(Reference reference, String layerType) {
        Descriptor layer = Descriptor.of(layerType, "compressed".getBytes(UTF_8));
        ImageManifest manifest = new ManifestWriter()
                .image(MediaTypes.OCI_MANIFEST, Descriptor.of(MediaTypes.OCI_CONFIG, BASE_CONFIG), List.of(layer));
        registry.put(reference, manifest);
        return Optional.of(new PluginPush.Base(baseImage, reference.repository().at(manifest.digest())));
    }

    private byte[] uncompressed(Descriptor blob) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(registry.uploaded(blob.digest()))).readAllBytes();
    }

    @Test
    void mountsTheLayersOfTheBaseAndUploadsTheNewLayer() throws Exception {
        ImageManifest pushed = push(base(MediaTypes.OCI_LAYER));

        assertThat(registry.requests())
                .endsWith(
                        "copyBlob registry.example.org/base to registry.example.org/app",
                        "uploadBlob registry.example.org/app",
                        "putBlob registry.example.org/app",
                        "putManifest " + TAG);
        assertThat(pushed.mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
        assertThat(pushed.config()).isEqualTo(Descriptor.of(MediaTypes.DOCKER_CONFIG, CONFIG));
        assertThat(pushed.layers())
                .extracting(Descriptor::mediaType)
                .containsExactly(MediaTypes.DOCKER_LAYER, MediaTypes.DOCKER_LAYER);
        assertThat(uncompressed(pushed.layers().get(1))).isEqualTo(NEW);
        assertThat(log.ended()).isEqualTo(1);
        assertThat(log.running()).isEmpty();
    }

    @Test
    void writesTheOciFormatForALayerWithAnotherCompression() throws Exception {
        ImageManifest pushed = push(base("application/vnd.oci.image.layer.v1.tar+zstd"));

        assertThat(pushed.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
        assertThat(pushed.config().mediaType()).isEqualTo(MediaTypes.OCI_CONFIG);
        assertThat(pushed.layers())
                .extracting(Descriptor::mediaType)
                .containsExactly("application/vnd.oci.image.layer.v1.tar+zstd", MediaTypes.OCI_LAYER);
    }

    @Test
    void readsAllLayersFromTheEngineIfTheManifestIsOfAnotherImage() throws Exception {
        Optional<PluginPush.Base> base = base(MediaTypes.OCI_LAYER);
        EngineImage other = engine.readable.image("{}".getBytes(UTF_8), baseLayer);

        push(Optional.of(new PluginPush.Base(other, base.orElseThrow().reference())));

        assertThat(engine.events()).containsExactly("read 2 layers");
    }

    @Test
    void readsAllLayersFromTheEngineIfTheBaseCannotBeRead() throws Exception {
        Optional<PluginPush.Base> base = base(MediaTypes.OCI_LAYER);
        registry.fail(base.orElseThrow().reference().toString(), new EnvironmentException("no answer"));

        push(base);

        assertThat(engine.events()).containsExactly("read 2 layers");
        assertThat(registry.has(TAG)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.docker.image.rootfs.diff.tar, application/vnd.oci.image.layer.v1.tar",
        "application/vnd.docker.image.rootfs.diff.tar.zstd, application/vnd.oci.image.layer.v1.tar+zstd"
    })
    void givesALayerOfDockerAnOciTypeInAnOciManifest(String docker, String oci) throws Exception {
        ImageManifest pushed = push(base(docker));

        assertThat(pushed.mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
        assertThat(pushed.layers()).extracting(Descriptor::mediaType).containsExactly(oci, MediaTypes.OCI_LAYER);
    }

    @Test
    void readsALayerFromTheEngineIfTheRepositoryOfTheBaseDoesNotGiveIt() throws Exception {
        registry.refuseBlobs(BASE.repository());

        ImageManifest pushed = push(base(MediaTypes.OCI_LAYER));

        assertThat(engine.events()).containsExactly("read 2 layers");
        assertThat(uncompressed(pushed.layers().get(1))).isEqualTo(NEW);
    }

    @Test
    void mountsALayerOfAnotherRegistryFromTheFirstImageThatHasIt() throws Exception {
        Reference far = Reference.parse("far.example.org/base:1");
        Optional<PluginPush.Base> base = base(far, MediaTypes.OCI_LAYER);

        push(base);
        push(Reference.parse("registry.example.org/other:1"), base);

        assertThat(registry.requests())
                .filteredOn(request -> request.startsWith("copyBlob") && request.contains("base"))
                .containsExactly("copyBlob far.example.org/base to registry.example.org/app");
    }

    @Test
    void compressesALayerOnceInARun() throws Exception {
        ImageManifest first = push(base(MediaTypes.OCI_LAYER));
        ImageManifest second = push(Reference.parse("registry.example.org/other:1"), Optional.empty());

        assertThat(second).isEqualTo(first);
        assertThat(engine.events()).containsExactly("read 1 layers", "read 0 layers");
    }

    @Test
    void makesNoTagIfTheEngineBreaksOff() {
        engine.readable.layer(newLayer, () -> new InputStream() {
            @Override
            public int read() {
                throw new EnvironmentException("The engine stopped.");
            }
        });

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> push(base(MediaTypes.OCI_LAYER)))
                .withMessage("Could not push " + TAG + ": The engine stopped.");
        assertThat(registry.has(TAG)).isFalse();
        assertThat(registry.requests()).noneMatch(request -> request.startsWith("putManifest"));
        assertThat(log.running()).isEmpty();
    }

    @Test
    void refusesAnImageWithoutLayers() {
        EngineImage empty = engine.readable.image("{\"a\":1}".getBytes(UTF_8));

        assertThatExceptionOfType(ImageReader.UnreadableException.class)
                .isThrownBy(() -> push.push(engine, empty, TAG, "app", Optional.empty()))
                .withMessage("it does not say which layers the image has");
    }
}

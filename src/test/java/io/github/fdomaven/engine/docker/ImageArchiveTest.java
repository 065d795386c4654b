package io.github.fdomaven.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.fixture.ReadableImages;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.EnvironmentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageArchiveTest {

    private static final byte[] CONFIG = "{\"config\":{}}".getBytes(UTF_8);
    private static final byte[] LOWER = "lower".getBytes(UTF_8);
    private static final byte[] TOP = "top".getBytes(UTF_8);
    private static final Digest LOWER_DIGEST = Digest.sha256(LOWER);
    private static final Digest TOP_DIGEST = Digest.sha256(TOP);
    private static final EngineImage IMAGE = new ReadableImages().image(CONFIG, LOWER_DIGEST, TOP_DIGEST);
    private static final String HEX = Digest.sha256(CONFIG).hex();

    private static final long GIGABYTE = 1024L * 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    /** The digest of 4 GB of zeros and one more: {@code head -c 4294967297 /dev/zero | sha256sum}. */
    private static final Digest ZEROS_DIGEST =
            Digest.parse("sha256:fbb82f7b353676bb562eb82157fcf0ea42c36492ca13ee56dbf82c08b6802c5c");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);
    private final List<String> read = new ArrayList<>();

    private ImageArchiveTest add(String name, byte[] content) {
        try {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private ImageArchiveTest add(String name, String content) {
        return add(name, content.getBytes(UTF_8));
    }

    private ImageReader.Content<Long> read(Digest... layers) throws Exception {
        tar.finish();
        return read(bytes.toByteArray(), layers);
    }

    private ImageReader.Content<Long> read(byte[] archive, Digest... layers) throws Exception {
        return read(new ByteArrayInputStream(archive), layers);
    }

    private static ImageArchive open(InputStream archive) {
        return new ImageArchive(archive, e -> new EnvironmentException("broken: " + e.getMessage()));
    }

    private ImageReader.Content<Long> read(InputStream archive, Digest... layers) throws Exception {
        try (ImageArchive opened = open(archive)) {
            return opened.read(IMAGE, Set.of(layers), (layer, size) -> {
                try {
                    read.add(new String(layer.readAllBytes(), UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return size;
            });
        }
    }

    /** The directories of Docker 20.10 are in the order of their names, which say nothing about the order of the layers. */
    private ImageArchiveTest directories() {
        return add("a".repeat(64) + "/VERSION", "1.0")
                .add("a".repeat(64) + "/json", "{\"container_config\":{}}")
                .add("a".repeat(64) + "/layer.tar", LOWER)
                .add("b".repeat(64) + "/json", "{\"config\":{}}")
                .add("b".repeat(64) + "/layer.tar", TOP)
                .add(HEX + ".json", CONFIG);
    }

    @Test
    void readsOnlyTheTopLayerFromDirectories() throws Exception {
        ImageReader.Content<Long> content = directories().read(TOP_DIGEST);

        assertThat(read).containsExactly("top");
        assertThat(content.config()).isEqualTo(CONFIG);
        assertThat(content.layers()).containsOnlyKeys(TOP_DIGEST).containsValue((long) TOP.length);
    }

    @Test
    void readsAllLayersFromDirectories() throws Exception {
        assertThat(directories().read(TOP_DIGEST, LOWER_DIGEST).layers()).containsOnlyKeys(TOP_DIGEST, LOWER_DIGEST);
    }

    @Test
    void readsNoLayer() throws Exception {
        assertThat(directories().read().layers()).isEmpty();
    }

    @Test
    void readsLayersNamedByTheirDigests() throws Exception {
        add("blobs/sha256/" + HEX, CONFIG)
                .add("blobs/sha256/" + LOWER_DIGEST.hex(), LOWER)
                .add("blobs/sha256/" + TOP_DIGEST.hex(), TOP);

        assertThat(read(TOP_DIGEST).layers()).containsOnlyKeys(TOP_DIGEST);
        assertThat(read).containsExactly("top");
    }

    @Test
    void readsTheLayersOfPodman() throws Exception {
        add(TOP_DIGEST.hex() + ".tar", TOP).add(HEX + ".json", CONFIG);
        TarArchiveEntry link = new TarArchiveEntry("c".repeat(64) + "/layer.tar", TarConstants.LF_SYMLINK);
        link.setLinkName("../" + TOP_DIGEST.hex() + ".tar");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();

        assertThat(read(TOP_DIGEST).layers()).containsOnlyKeys(TOP_DIGEST);
        assertThat(read).containsExactly("top");
    }

    @Test
    void refusesALayerOfAnotherImage() {
        add("b".repeat(64) + "/layer.tar", "something else");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> read(TOP_DIGEST))
                .withMessageContainingAll("broken: it sent a layer with the digest sha256:", "the image does not have");
    }

    @Test
    void cannotReadAnArchiveWithoutTheLayer() {
        add("blobs/sha256/" + HEX, CONFIG).add("blobs/sha256/" + "d".repeat(64), "compressed");

        assertThatExceptionOfType(ImageReader.UnreadableException.class)
                .isThrownBy(() -> read(TOP_DIGEST))
                .withMessage("its archive has other layers");
    }

    @Test
    void cannotReadAnArchiveWithoutTheConfig() {
        add("b".repeat(64) + "/layer.tar", TOP).add("e".repeat(64) + ".json", "{}");

        assertThatExceptionOfType(ImageReader.UnreadableException.class)
                .isThrownBy(() -> read(TOP_DIGEST))
                .withMessage("its archive has another config");
    }

    @Test
    void reportsAnArchiveThatBreaksOff() throws Exception {
        add("b".repeat(64) + "/layer.tar", TOP);
        tar.finish();
        byte[] part = Arrays.copyOf(bytes.toByteArray(), 512 + 1);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> read(part, TOP_DIGEST))
                .withMessageStartingWith("broken: ");
    }

    /** The size is one too large for the number in the header of old archives. */
    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.BIGNUMBER_POSIX, TarArchiveOutputStream.BIGNUMBER_STAR})
    void knowsTheSizeOfALayerOf8Gigabytes(int numbers) throws Exception {
        InputStream archive =
                new LargeArchive(numbers).add("blobs/sha256/" + TOP_DIGEST.hex(), new byte[BUFFER], 8 * GIGABYTE);
        try (ImageArchive opened = open(archive)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> opened.read(IMAGE, Set.of(TOP_DIGEST), (layer, size) -> {
                        throw new IllegalStateException("the layer has " + size + " bytes");
                    }))
                    .withMessage("the layer has 8589934592 bytes");
        }
    }

    @Test
    void readsALayerOfMoreThan4Gigabytes() throws Exception {
        long size = 4 * GIGABYTE + 1;
        EngineImage image = new ReadableImages().image(CONFIG, ZEROS_DIGEST);
        InputStream archive = new LargeArchive(TarArchiveOutputStream.BIGNUMBER_STAR)
                .add("b".repeat(64) + "/layer.tar", new byte[BUFFER], size)
                .add(HEX + ".json", CONFIG);
        try (ImageArchive opened = open(archive)) {
            ImageReader.Content<Long> content = opened.read(image, Set.of(ZEROS_DIGEST), (layer, declared) -> {
                assertThat(declared).isEqualTo(size);
                return length(layer);
            });

            assertThat(content.layers()).containsExactly(Map.entry(ZEROS_DIGEST, size));
        }
    }

    private static long length(InputStream layer) {
        try {
            return layer.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.fdomaven.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.EnvironmentException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The archive of an image, as {@code docker save} writes it. There are three layouts. Docker up to 24 has a directory for each
 * layer, whose name says nothing about the content: {@code <id>/layer.tar}. Docker from 25 has an OCI layout: {@code
 * blobs/sha256/<digest>}. Podman has {@code <digest>.tar}. The archive is read once, and not to its end.
 */
final class ImageArchive implements AutoCloseable {

    /** A layer that occurs twice in the image is a symbolic link the second time. */
    private static final Pattern UNNAMED_LAYER = Pattern.compile("([0-9a-f]{64})/layer\\.tar");

    /** Describes the layer of the same directory, and is in the archive before it. */
    private static final Pattern LAYER_JSON = Pattern.compile("([0-9a-f]{64})/json");

    private static final Pattern NAMED = Pattern.compile("(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.tar|\\.json)?");

    private static final int MAX_JSON = 8 * 1024 * 1024;

    /** How an error begins that Docker writes into the archive if it cannot complete it. */
    private static final String ERROR = "{\"errorDetail\":";

    private static final int MAX_ERROR = 4 * 1024;

    private final TarArchiveInputStream archive;
    private final Function<Exception, EnvironmentException> broken;

    /** The directories of layers that are not the top layer. */
    private final Set<String> lower = new HashSet<>();

    /**
     * Opens an archive.
     *
     * @param broken makes the failure to read from the engine
     */
    ImageArchive(InputStream input, Function<Exception, EnvironmentException> broken) {
        this.archive = new TarArchiveInputStream(input);
        this.broken = broken;
    }

    /** Reads the config and the layers. What the reader throws is thrown as it is. */
    <T> ImageReader.Content<T> read(EngineImage image, Set<Digest> wanted, ImageReader<T> reader)
            throws ImageReader.UnreadableException {
        Optional<byte[]> config = Optional.empty();
        Map<Digest, T> layers = new HashMap<>();
        boolean isTopOnly = wanted.equals(Set.of(top(image)));
        while (config.isEmpty() || !layers.keySet().containsAll(wanted)) {
            TarArchiveEntry entry = fromEngine(archive::getNextEntry);
            if (entry == null) {
                throw new ImageReader.UnreadableException(
                        config.isEmpty() ? "its archive has another config" : "its archive has other layers");
            }
            if (!entry.isFile()) {
                continue;
            }
            Optional<String> named = match(NAMED, entry.getName());
            if (named.filter(hex -> image.id().equals("sha256:" + hex)).isPresent()) {
                config = Optional.of(config(image));
            } else if (isLayer(entry, named, wanted, isTopOnly)) {
                LayerStream layer = new LayerStream(image.layers());
                T result = reader.read(layer, entry.getSize());
                layers.put(layer.digest(), result);
            } else {
                readLayerJson(entry);
            }
        }
        return new ImageReader.Content<>(config.get(), layers);
    }

    private static Digest top(EngineImage image) {
        return image.layers().get(image.layers().size() - 1);
    }

    private boolean isLayer(TarArchiveEntry entry, Optional<String> named, Set<Digest> wanted, boolean isTopOnly) {
        if (named.isPresent()) {
            return wanted.stream().anyMatch(digest -> digest.hex().equals(named.get()));
        }
        return match(UNNAMED_LAYER, entry.getName())
                .filter(directory -> !wanted.isEmpty() && !(isTopOnly && lower.contains(directory)))
                .isPresent();
    }

    /** Only the JSON of the top layer has the config of the image. */
    private void readLayerJson(TarArchiveEntry entry) {
        Optional<String> directory = match(LAYER_JSON, entry.getName());
        if (directory.isPresent()) {
            JsonNode json = fromEngine(() -> new ObjectMapper().readTree(archive.readNBytes(MAX_JSON)));
            if (!json.has("config")) {
                lower.add(directory.get());
            }
        }
    }

    private byte[] config(EngineImage image) throws ImageReader.UnreadableException {
        byte[] content = fromEngine(() -> archive.readNBytes(MAX_JSON));
        if (!image.id().equals(Digest.sha256(content).toString())) {
            throw new ImageReader.UnreadableException("its archive has a config that is not the image's");
        }
        return content;
    }

    private static Optional<String> match(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Reads from the engine. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T fromEngine(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | RuntimeException e) {
            throw broken.apply(e);
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }

    /** The bytes of the entry that is being read. Its end is reached only if its digest is that of a layer. */
    private final class LayerStream extends FilterInputStream {

        private final List<Digest> expected;
        private final MessageDigest hash = Digest.newSha256();
        private Optional<Digest> digest = Optional.empty();
        private byte[] end = new byte[0];

        LayerStream(List<Digest> expected) {
            super(archive);
            this.expected = expected;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int read = fromEngine(() -> readOrExplain(bytes, offset, length));
            if (read > 0) {
                hash.update(bytes, offset, read);
                rememberEnd(bytes, offset, read);
            } else if (read < 0 && digest.isEmpty()) {
                digest = Optional.of(verified(Digest.of(hash)));
            }
            return read;
        }

        private int readOrExplain(byte[] bytes, int offset, int length) throws IOException {
            try {
                return archive.read(bytes, offset, length);
            } catch (IOException e) {
                String text = new String(end, StandardCharsets.UTF_8);
                int start = text.lastIndexOf(ERROR);
                Optional<String> message = start < 0 ? Optional.empty() : EngineErrors.message(text.substring(start));
                throw message.map(found -> new IOException(found, e)).orElse(e);
            }
        }

        private void rememberEnd(byte[] bytes, int offset, int read) {
            int portion = Math.min(read, MAX_ERROR);
            byte[] before = Arrays.copyOfRange(end, Math.max(0, end.length + portion - MAX_ERROR), end.length);
            end = Arrays.copyOf(before, before.length + portion);
            System.arraycopy(bytes, offset + read - portion, end, before.length, portion);
        }

        private Digest verified(Digest found) {
            if (!expected.contains(found)) {
                throw broken.apply(new IOException(
                        "it sent a layer with the digest " + found + ", which the image does not have"));
            }
            return found;
        }

        Digest digest() {
            return digest.orElseThrow(() -> new IllegalStateException("A layer was not read to its end."));
        }

        @Override
        public void close() {
            // The archive goes on.
        }
    }
}

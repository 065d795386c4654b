package io.github.fdomaven.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.push.PluginPush;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.RecordingTransferLog;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.ReadableImages;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

/** An engine breaks off in the middle of the layer that the plugin pushes. */
class BrokenArchiveTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app:1");
    private static final byte[] CONFIG = "{\"config\":{}}".getBytes(UTF_8);
    private static final byte[] LAYER = new byte[300_000];

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final RecordingTransferLog log = new RecordingTransferLog();
    private final EngineImage image = new ReadableImages().image(CONFIG, Digest.sha256(LAYER));

    /** The first half of the archive. */
    private static byte[] half() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        new LargeArchive(TarArchiveOutputStream.BIGNUMBER_ERROR)
                .add("b".repeat(64) + "/layer.tar", LAYER)
                .transferTo(archive);
        return Arrays.copyOf(archive.toByteArray(), archive.size() / 2);
    }

    private void assertFails(int status, ArchiveEngine.Archive archive, String reason) throws IOException {
        try (ArchiveEngine server = new ArchiveEngine(status, archive);
                Engine engine = server.open()) {
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> new PluginPush(registry, log).push(engine, image, TAG, "app", Optional.empty()))
                    .withMessage("Could not push " + TAG + ": Could not read the layers of the image " + image.id()
                            + ": " + engine.name() + reason);
        }
        assertThat(registry.has(TAG)).isFalse();
        assertThat(registry.requests()).doesNotContain("putManifest " + TAG);
        assertThat(log.running()).isEmpty();
    }

    @Test
    void makesNoTagIfTheConnectionBreaks() throws IOException {
        assertFails(
                200,
                out -> {
                    out.write(half());
                    out.flush();
                    throw new IOException("The engine stopped.");
                },
                ": the connection was closed in the middle of the response; the engine may have stopped or restarted."
                        + " Check that the engine runs, then run Maven again.");
    }

    /** Docker writes an error into the archive if it has sent a part of it. */
    @Test
    void makesNoTagIfTheArchiveEndsWithAnError() throws IOException {
        assertFails(
                200,
                out -> {
                    out.write(half());
                    out.write(
                            "{\"errorDetail\":{\"message\":\"input/output error\"},\"error\":\"input/output error\"}\r\n"
                                    .getBytes(UTF_8));
                },
                ": input/output error. Check that the engine runs, then run Maven again.");
    }

    @Test
    void makesNoTagIfTheArchiveIsTooShort() throws IOException {
        assertFails(
                200,
                out -> out.write(half()),
                ": Truncated TAR archive. Check that the engine runs, then run Maven again.");
    }

    /** Docker writes the whole archive to its disk first. */
    @Test
    void makesNoTagIfTheEngineCannotWriteTheArchive() throws IOException {
        assertFails(
                500,
                out -> out.write("{\"message\":\"write layer.tar: no space left on device\"}".getBytes(UTF_8)),
                " says: write layer.tar: no space left on device.");
    }
}

package io.github.fdomaven.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of an engine to a push. */
class EnginePushTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app:1");

    private static Digest push(String events) throws IOException {
        try (ArchiveEngine server = new ArchiveEngine(out -> out.write(events.getBytes(UTF_8)));
                Engine engine = server.open()) {
            return engine.push(TAG, (layer, state, current, total) -> {});
        }
    }

    @Test
    void returnsTheDigest() throws IOException {
        Digest digest = Digest.sha256("manifest".getBytes(UTF_8));

        assertThat(push("{\"status\":\"Pushed\",\"id\":\"5d\"}\n{\"status\":\"1: digest: " + digest
                        + " size: 529\"}\n{\"aux\":{\"Tag\":\"1\"}}\n"))
                .isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"status\":\"Preparing\",\"id\":\"5d\"}\n"})
    void failsIfTheEngineDoesNotSayTheDigest(String events) {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> push(events))
                .withMessageStartingWith("Could not push " + TAG + ": ")
                .withMessageEndingWith(" ended the push without the digest of the image."
                        + " Check the connection to the engine, and run the goal again.");
    }

    @Test
    void failsIfTheConnectionBreaks() throws IOException {
        try (ArchiveEngine server = new ArchiveEngine(out -> {
                    out.write("{\"status\":\"Preparing\",\"id\":\"5d\"}\n".getBytes(UTF_8));
                    out.flush();
                    throw new IOException("broken");
                });
                Engine engine = server.open()) {
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> engine.push(TAG, (layer, state, current, total) -> {}))
                    .withMessageStartingWith("Could not push " + TAG + ": ");
        }
    }
}

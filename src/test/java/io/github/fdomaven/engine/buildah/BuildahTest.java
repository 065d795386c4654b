package io.github.fdomaven.engine.buildah;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.CommitSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts that the buildah program prints and takes. */
class BuildahTest {

    @Test
    void findsTheMessageOfAFailure() {
        assertThat(message("Getting image source signatures", "Error: initializing source: manifest unknown"))
                .isEqualTo("initializing source: manifest unknown");
        assertThat(message("Error: 1 error occurred:", "\t* localhost/x:1: image not known"))
                .isEqualTo("localhost/x:1: image not known");
        assertThat(message("time=\"2026-11-27T16:27:36Z\" level=error msg=\"writing to /proc/95/gid_map: denied\""))
                .isEqualTo("writing to /proc/95/gid_map: denied");
        assertThat(message("mount: /tmp: permission denied.", "       dmesg(1) may have more information"))
                .isEqualTo("mount: /tmp: permission denied");
        assertThat(message()).isEqualTo("it ended with status 7");
    }

    private static String message(String... errors) {
        return Buildah.message(List.of(errors), 7);
    }

    @ParameterizedTest
    @CsvSource({"180 MB, 180000000", "1.26 kB, 1260", "11 B, 11", "2.5 GiB, 2684354560", "a lot, 0"})
    void readsASize(String text, long bytes) {
        assertThat(BuildahImages.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 000001ffffffffff, OWN", "0, 00000000a80425fb, SAME_IDS", "1000, 0000000000000000, SUBORDINATE_IDS"})
    void knowsTheRightsOfTheUser(String user, String capabilities, Privileges expected) {
        List<String> status =
                List.of("Name:\tjava", "Uid:\t" + user + "\t" + user + "\t0\t0", "CapEff:\t" + capabilities);

        assertThat(Privileges.of(status)).isEqualTo(expected);
    }

    @Test
    void passesTheConfigOfAnImage() {
        CommitSpec spec = new CommitSpec(
                List.of("env", "A=\"two\" words"), List.of("echo", "it's"), "/app", Optional.of("daemon"), Map.of());

        assertThat(CommitOptions.of(spec))
                .containsExactly(
                        "--entrypoint",
                        "[\"env\",\"A=\\\"two\\\" words\"]",
                        "--cmd",
                        "'echo' 'it'\\''s'",
                        "--workingdir",
                        "/app",
                        "--user",
                        "daemon");
        assertThat(CommitOptions.of(new CommitSpec(List.of(), List.of(), "/", Optional.empty(), Map.of())))
                .containsExactly("--entrypoint", "", "--cmd", "", "--workingdir", "/");
    }
}

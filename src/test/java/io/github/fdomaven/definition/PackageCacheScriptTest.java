package io.github.fdomaven.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs functions of the script that all package caches use. */
class PackageCacheScriptTest {

    private static final String DIGEST = "0".repeat(64);

    @TempDir
    Path directory;

    private Path cache;
    private Path copy;

    @BeforeEach
    void createCache() throws IOException {
        cache = Files.createDirectory(directory.resolve("cache"));
        copy = directory.resolve("copy");
        Files.writeString(cache.resolve(DIGEST), "damaged");
    }

    @Test
    void removesDamagedFileAndItsCopy() throws Exception {
        assertThat(run("take " + DIGEST + " 100 " + copy)).isEqualTo(1);

        assertThat(copy).doesNotExist();
        assertThat(cache).isEmptyDirectory();
    }

    /** A build that runs in parallel removes the file of the cache after it was copied. */
    @Test
    void removesDamagedCopyOfFileThatIsGone() throws Exception {
        String sum = "sha256sum() { rm " + cache.resolve(DIGEST) + "; command sha256sum; }; ";

        assertThat(run(sum + "take " + DIGEST + " 100 " + copy)).isEqualTo(1);

        assertThat(copy).doesNotExist();
    }

    private int run(String commands) throws IOException, InterruptedException {
        String functions;
        try (InputStream script = PackageCacheScripts.class.getResourceAsStream("cache.sh")) {
            functions = new String(script.readAllBytes(), UTF_8);
        }
        String all = functions + "\ncache=" + cache + "\n" + commands;
        Process shell =
                new ProcessBuilder("sh", "-c", all).redirectErrorStream(true).start();
        shell.getInputStream().readAllBytes();
        return shell.waitFor();
    }
}

package io.github.fdomaven.definition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs functions of the script that all package caches use, and of the script for dnf 5. */
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

    @Test
    void readsFilesOfMetadata() throws Exception {
        String checksum = "<checksum type=\"sha256\">" + DIGEST + "</checksum>";
        Path index = Files.writeString(directory.resolve("repomd.xml"), """
                <repomd><data type="primary">
                  %1$s
                  <open-checksum type="sha256">%2$s</open-checksum>
                  <location href="repodata/1-primary.xml.zst"/><size>12</size><open-size>99</open-size>
                </data><data type="group"><size>34</size><location href="repodata/comps.xml"/>%1$s</data>
                <data type="large">%1$s<location href="repodata/large"/><size>1000000000</size></data>
                <data type="outside">%1$s<location href="repodata/../../outside"/><size>1</size></data>
                <data type="weak"><checksum type="sha1">123</checksum><location href="repodata/weak"/><size>1</size></data>
                </repomd>
                """.formatted(checksum, "1".repeat(64)));

        assertThat(dnf5("files_of " + index))
                .containsExactly(DIGEST + " 12 1-primary.xml.zst", DIGEST + " 34 comps.xml");
    }

    @Test
    void readsPackagesThatDnfNeeds() throws Exception {
        String dnf = """
                own=%s
                run_dnf() {
                  echo 'Updating and loading repositories:' >&2
                  echo ' Fedora 42   100%% | 111.2 KiB/s |   2.7 KiB |  00m00s' >&2
                  echo 'Repositories loaded.' >&2
                  echo 'Total size of inbound packages is 13 KiB. Need to download 13 KiB.' >&2
                  echo 'Operation aborted by the user.' >&2
                  cat <<'TABLE'
                Package                     Arch   Version     Repository         Size
                Upgrading:
                 fedora-release             noarch 0:42-30     updates        40.0   B
                   replacing fedora-release noarch 0:42-1      <unknown>      40.0   B
                Installing dependencies:
                 libstdc++                  x86_64 1:15.1~rc^2-1.fc42 fedora   2.8 MiB

                Transaction Summary:
                 Upgrading:          1 packages
                TABLE
                }
                find_needed upgrade -y; cat $own/needed; echo $space
                """.formatted(directory);

        assertThat(dnf5(dnf))
                .containsExactly(
                        "Updating and loading repositories:",
                        " Fedora 42   100% | 111.2 KiB/s |   2.7 KiB |  00m00s",
                        "Repositories loaded.",
                        "updates fedora-release-42-30.noarch.rpm",
                        "fedora libstdc++-15.1~rc^2-1.fc42.x86_64.rpm",
                        "14336");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fedora", "fedora-0123456789abcde", "fedora-0123456789abcdeF", "../fedora-0123456789abcdef"})
    void recognizesDirectoriesOfRepositories(String name) throws Exception {
        assertThat(dnf5("grep() { :; }; is_repository fedora-0123456789abcdef && echo known"))
                .containsExactly("known");
        assertThat(dnf5("grep() { :; }; is_repository '" + name + "' && echo known"))
                .isEmpty();
    }

    private List<String> dnf5(String commands) throws IOException, InterruptedException {
        String script = text("dnf5.sh");
        String functions = script.substring(script.indexOf("is_new()"), script.lastIndexOf("\n# What follows"));
        Process shell = start(functions + "\n" + commands);
        String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
        shell.waitFor();
        return output.lines().toList();
    }

    private int run(String commands) throws IOException, InterruptedException {
        Process shell = start(commands);
        shell.getInputStream().readAllBytes();
        return shell.waitFor();
    }

    private Process start(String commands) throws IOException {
        String all = text("cache.sh") + "\ncache=" + cache + "\n" + commands;
        return new ProcessBuilder("sh", "-c", all).redirectErrorStream(true).start();
    }

    private static String text(String resource) throws IOException {
        try (InputStream script = PackageCacheScripts.class.getResourceAsStream(resource)) {
            return new String(script.readAllBytes(), UTF_8);
        }
    }
}

package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.Mount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies copies and mounts. */
@MethodSource("io.github.fdomaven.engine.docker.EngineContract#buildah")
class CopyContractTest extends EngineContract {

    private static final String LONG = "d".repeat(120) + "/" + "é".repeat(100);

    @TempDir(factory = SharedDirectory.class)
    Path directory;

    @Test
    void copiesModesOwnersLinksAndNamesIntoAContainer() {
        Container container = start();
        sh(container, "mkdir /into").text();
        container.copyInto("/into", output -> {
            TarArchiveOutputStream tar = new TarArchiveOutputStream(output, "UTF-8");
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            put(tar, "into/program", 0751, "content");
            put(tar, "into/set user id", 04755, "");
            put(tar, "into/" + LONG, 0600, "long");
            // A project in a directory of a repository has links to files above it.
            link(tar, "into/symbolic", TarConstants.LF_SYMLINK, "../../no/where");
            link(tar, "into/hard", TarConstants.LF_LINK, "into/program");
            tar.finish();
        });

        assertThat(sh(container, "cd /into && stat -c '%a %u:%g %h' program hard && stat -c %a 'set user id'")
                        .lines())
                .containsExactly("751 1234:5678 2", "751 1234:5678 2", "4755");
        assertThat(sh(container, "cd /into && readlink symbolic && cat program " + LONG)
                        .text())
                .isEqualTo("../../no/where\ncontentlong");
    }

    private static void put(TarArchiveOutputStream tar, String name, int mode, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setIds(1234, 5678);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream tar, String name, byte kind, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(target);
        // A hard link has the mode and owner of its target.
        entry.setMode(0751);
        entry.setIds(1234, 5678);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    @Test
    void copiesADirectoryOutOfAContainer() {
        Container container = start();
        sh(
                        container,
                        "mkdir -p /out/of/here && cd /out/of/here && echo hello >file && ln -s file link && chmod 640 file")
                .text();
        Map<String, String> entries = new TreeMap<>();
        container.copyOut("/out/of/here", archive -> {
            TarArchiveInputStream tar = new TarArchiveInputStream(archive, "UTF-8");
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(
                        entry.getName().replaceFirst("/$", ""),
                        entry.isSymbolicLink()
                                ? "-> " + entry.getLinkName()
                                : entry.isFile()
                                        ? Integer.toOctalString(entry.getMode() & 0777) + " "
                                                + new String(tar.readAllBytes(), StandardCharsets.UTF_8)
                                        : "");
            }
        });

        assertThat(entries).isEqualTo(Map.of("here", "", "here/file", "640 hello\n", "here/link", "-> file"));
    }

    @Test
    void mountsADirectory() throws Exception {
        Files.writeString(directory.resolve("in"), "from the host");
        Container container =
                start(spec(Optional.empty(), Optional.empty(), new Mount.HostDirectory(directory, "/shared")));

        assertThat(sh(container, "cat /shared/in; echo from the container >/shared/out")
                        .text())
                .isEqualTo("from the host");
        assertThat(directory.resolve("out")).hasContent("from the container");
    }

    @Test
    void mountsAnEmptyVolume() {
        Container container = start(spec(Optional.empty(), Optional.empty(), new Mount.EmptyVolume("/cache")));

        assertThat(sh(container, "ls -A /cache; touch /cache/new && ls -A /cache")
                        .lines())
                .containsExactly("new");
    }

    @Test
    void checksWhetherAnImageHasAPath() {
        List<String> warnings = new ArrayList<>();
        EngineImage image = pull(base());

        try (CleanupScope cleanup = new CleanupScope(warnings::add)) {
            assertThat(engine.hasPath(image, "/etc/passwd", cleanup)).isTrue();
            assertThat(engine.hasPath(image, "/etc", cleanup)).isTrue();
            assertThat(engine.hasPath(image, "/no/such/path", cleanup)).isFalse();
        }

        assertThat(warnings).isEmpty();
    }
}

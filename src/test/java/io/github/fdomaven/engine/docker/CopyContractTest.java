package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.engine.RunSpec;
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

/** Files on their way into a container and out of it. */
class CopyContractTest extends EngineContract {

    private static final String LONG = "d".repeat(120) + "/" + "é".repeat(100);

    /** Below the project, of which every engine of the tests sees the files. */
    @TempDir(factory = SharedDirectory.class)
    Path directory;

    @Test
    void keepsModesOwnersLinksAndNames() {
        BuildContainer container = build();
        sh(container, "mkdir /into").text();
        container.copyInto("/into", output -> {
            TarArchiveOutputStream tar = new TarArchiveOutputStream(output, "UTF-8");
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            put(tar, "program", 0751, "content");
            put(tar, "set user id", 04755, "");
            put(tar, LONG, 0600, "long");
            link(tar, "symbolic", TarConstants.LF_SYMLINK, "../into/no/where");
            link(tar, "hard", TarConstants.LF_LINK, "program");
            tar.finish();
        });

        assertThat(sh(container, "cd /into && stat -c '%a %u:%g %h' program hard && stat -c %a 'set user id'")
                        .lines())
                .containsExactly("751 1234:5678 2", "751 1234:5678 2", "4755");
        assertThat(sh(container, "cd /into && readlink symbolic && cat program " + LONG)
                        .text())
                .isEqualTo("../into/no/where\ncontentlong");
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
        // Those of a hard link are those of what it leads to.
        entry.setMode(0751);
        entry.setIds(1234, 5678);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    @Test
    void packsADirectory() {
        Container container = start(run(Optional.empty()));
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
    void sharesTheCacheDirectory() throws Exception {
        Files.writeString(directory.resolve("there"), "from here");
        ContainerSpec plain = spec(base(), Map.of());
        BuildContainer container = build(new ContainerSpec(
                plain.reference(),
                plain.base(),
                plain.platform(),
                plain.labels(),
                plain.network(),
                new CacheDirectory.Mounted(directory)));

        assertThat(sh(container, "cat /cache/there; echo from there >/cache/here")
                        .text())
                .isEqualTo("from here");
        assertThat(directory.resolve("here")).hasContent("from there");
    }

    @Test
    void mountsADirectoryToRunIn() throws Exception {
        Container container = start(run(Optional.of(new Mount(directory, "/project"))));

        sh(container, "echo written >/project/file").text();
        assertThat(directory.resolve("file")).hasContent("written");
    }

    @Test
    void seesWhetherAnImageHasAPath() {
        List<String> complaints = new ArrayList<>();
        EngineImage image = pull(base());

        try (CleanupScope leftovers = new CleanupScope(complaints::add)) {
            assertThat(engine.has(image, "/etc/passwd", leftovers)).isTrue();
            assertThat(engine.has(image, "/etc", leftovers)).isTrue();
            assertThat(engine.has(image, "/no/such/path", leftovers)).isFalse();
        }

        assertThat(complaints).isEmpty();
    }

    private RunSpec run(Optional<Mount> mount) {
        return new RunSpec(base(), pull(base()), Optional.empty(), Optional.empty(), mount);
    }
}

package io.github.fdomaven.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Copies an archive back to a project directory. */
abstract class CopyBackTestCase {

    @TempDir
    Path directory;

    Path project;
    final List<String> warnings = new ArrayList<>();
    final TestArchive archive = new TestArchive();

    @BeforeEach
    void createProject() throws IOException {
        project = Files.createDirectory(directory.resolve("here"));
    }

    void assertNothingOutside() throws IOException {
        try (var paths = Files.walk(directory)) {
            assertThat(paths).containsExactly(directory, project);
        }
    }

    void write(String name, String content) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    Snapshot sent(String... names) {
        return Snapshot.of(project, List.of(names).stream().map(Path::of).toList());
    }

    int unpack() throws IOException {
        return unpack(sent());
    }

    int unpack(Snapshot sent) throws IOException {
        return unpack(archive.toBytes(), sent);
    }

    int unpack(byte[] bytes, Snapshot sent) throws IOException {
        return new CopyBack(project, sent, CopyBack.Rules.PROJECT, warnings::add)
                .unpack(new ByteArrayInputStream(bytes));
    }
}

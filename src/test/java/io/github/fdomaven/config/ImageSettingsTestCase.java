package io.github.fdomaven.config;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.project.MavenDirectories;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Reads the settings of one Debian image. */
abstract class ImageSettingsTestCase extends SettingsTestCase {

    static final Repository PROJECT = Repository.parse("registry.example.org/group/app");

    final Map<String, String> labels = new HashMap<>();

    @TempDir
    Path project;

    @BeforeEach
    void setDebian() {
        pom.put(Setting.DISTRIBUTION, "debian");
        pom.put(Setting.VERSION, "bookworm");
        pom.put(Setting.TAG, "1.0");
        pom.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
    }

    @Override
    ImageDefinition read() {
        SettingSources sources = sources();
        ModuleSettings settings = new ModuleSettings(
                "app",
                project,
                new MavenDirectories(project.resolve("target"), Optional.empty()),
                "app",
                sources,
                labels,
                List.of());
        return ImageGraphReader.read(List.of(settings), List.of(), image -> Optional.empty())
                .selectedDefinitions()
                .get(0);
    }
}

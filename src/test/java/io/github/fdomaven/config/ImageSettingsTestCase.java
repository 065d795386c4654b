package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Reads the settings of one Debian image. */
abstract class ImageSettingsTestCase {

    static final Repository PROJECT = Repository.parse("registry.example.org/group/app");

    final Map<Setting, String> pom = new EnumMap<>(Setting.class);
    final Map<String, String> properties = new HashMap<>();
    final Map<String, String> variables = new HashMap<>();
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

    ImageDefinition read() {
        SettingSources sources = new SettingSources(pom, properties, new Environment(variables));
        ModuleSettings settings =
                new ModuleSettings("app", project, project.resolve("target"), "app", sources, labels, List.of());
        return ImageGraphReader.read(List.of(settings), List.of(), image -> false)
                .selected()
                .get(0);
    }

    void assertRefused(String message) {
        assertThatExceptionOfType(FixableException.class).isThrownBy(this::read).withMessage(message);
    }
}

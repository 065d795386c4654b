package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsDocumentationTest {

    private static final Path README = Path.of("README.md");

    /** Run {@link SettingsDocumentation#main} to write the tables into the README. */
    @Test
    void theReadmeHasTheTablesOfAllSettings() throws IOException {
        String readme = Files.readString(README);

        assertThat(readme).isEqualTo(SettingsDocumentation.withTables(readme));
    }
}

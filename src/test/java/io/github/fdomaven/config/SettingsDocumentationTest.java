package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsDocumentationTest {

    private static final Path PAGE = Path.of("src/site/markdown/settings.md");

    /** Run {@link SettingsDocumentation#main} to write the tables into the page. */
    @Test
    void thePageHasTheTablesOfAllSettings() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page).isEqualTo(SettingsDocumentation.withTables(page));
    }
}

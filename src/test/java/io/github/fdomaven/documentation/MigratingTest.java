package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.config.SettingsDocumentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for users of the CI templates. */
class MigratingTest {

    private static final Path EXAMPLE = Path.of("src/it/convert/keeps-existing-tags");
    private static final DocumentationPage PAGE = DocumentationPage.ofSite("migrating.md");

    @ParameterizedTest
    @ValueSource(strings = {".gitlab-ci.yml", "new/configuration.xml", "new/.gitlab-ci.yml"})
    void hasTheFilesOfTheInvokerProject(String file) throws IOException {
        assertThat(PAGE.snippets().stream().map(DocumentationPage.Snippet::text).toList())
                .contains(Files.readString(EXAMPLE.resolve(file)));
    }

    /** The variables of the plugin that have the prefix of the CI templates' variables, without those that the templates lack. */
    @Test
    void hasARowForEachVariableOfTheTemplates() {
        List<String> variables = SettingsDocumentation.variables().stream()
                .filter(name -> name.startsWith("FDO_DISTRIBUTION_") && !name.equals("FDO_DISTRIBUTION_PLATFORMS"))
                .toList();

        assertThat(variables)
                .hasSizeGreaterThan(5)
                .allSatisfy(name -> assertThat(PAGE.text()).contains("\n| `" + name + "` |"));
    }
}

package io.github.fdomaven.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncludedFilesTest {

    @TempDir
    private Path top;

    @BeforeEach
    void writeTemplates() throws IOException {
        Files.writeString(top.resolve("a.yml"), ".maven: {image: maven}\n.docker: {}\njob: {}\n");
        Files.writeString(top.resolve("nested.yml"), "include: other.yml\n");
        Files.writeString(top.resolve("empty.yml"), "job: {}\n");
    }

    private IncludedFiles files(String... includes) {
        return new IncludedFiles(top, List.of(includes));
    }

    @Test
    void takesFilesOfTheRepositoryAndAddresses() {
        assertThat(files("a.yml", "/nested.yml", "ci/*.yml", "https://example.org/x.yaml")
                        .includes())
                .containsExactly("a.yml", "/nested.yml", "ci/*.yml", "https://example.org/x.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "missing.yml | there is no file 'missing.yml' in",
                "../a.yml | there is no file '../a.yml' in",
                "a.txt | 'a.txt' does not end with .yml or .yaml, and GitLab includes no other file.",
                "$A/a.yml | '$A/a.yml' has a variable, and GitLab expands none"
            })
    void refusesWhatGitLabCannotInclude(String include, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> files(include)).withMessageStartingWith(message);
    }

    @Test
    void findsTheTemplates() {
        assertThatCode(() -> files("a.yml").checkTemplates(List.of(".maven", ".docker", "job")))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheTemplateThatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files("a.yml").checkTemplates(List.of(".mavne")))
                .withMessage("there is no template '.mavne' in a.yml. The templates are '.maven', '.docker'.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files("empty.yml").checkTemplates(List.of(".maven")))
                .withMessage("there is no template '.maven' in empty.yml, which has no template.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files().checkTemplates(List.of(".maven")))
                .withMessageContaining("which includes no files");
    }

    @Test
    void doesNotCheckTemplatesThatMayBeElsewhere() {
        assertThatCode(() -> {
                    files("https://example.org/x.yml").checkTemplates(List.of(".x"));
                    files("a.yml", "nested.yml").checkTemplates(List.of(".x"));
                    files("*.yml").checkTemplates(List.of(".x"));
                })
                .doesNotThrowAnyException();
    }
}

package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.pipeline.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page about child pipelines shows the files of a project whose pipelines an invoker project runs. */
class ChildPipelinesTest {

    private static final Path EXAMPLE = Path.of("src/it/pipeline/builds-images-in-child-pipeline");

    private static List<String> snippets() {
        return DocumentationPage.ofSite("child-pipelines.md").snippets().stream()
                .map(DocumentationPage.Snippet::text)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "ci/images.yml", ".gitlab-ci.yml"})
    void showsTheFilesOfTheTestedProject(String file) throws IOException {
        assertThat(snippets()).contains(Files.readString(EXAMPLE.resolve(file)));
    }

    @Test
    void showsTheGeneratedPipeline() {
        assertThat(snippets()).contains(Pipelines.example());
    }

    /** The comment in the generated file says how to include it. */
    @Test
    void includesTheFileAsItsCommentSays() throws IOException {
        String pipeline = Files.readString(EXAMPLE.resolve(".gitlab-ci.yml"));

        assertThat(pipeline.lines()).containsSubsequence(Pipelines.comment());
    }
}

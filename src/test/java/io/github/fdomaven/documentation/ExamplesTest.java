package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example projects, whose pipelines an invoker project runs. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("src/it/examples");

    private static String read(String file) throws IOException {
        return Files.readString(EXAMPLES.resolve(file)).replaceFirst("^<\\?xml[^>]*>\n", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base/pom.xml", "base/.gitlab-ci.yml", "dependent/pom.xml", "dependent/.gitlab-ci.yml"})
    void areOnThePageAsTheyAreTested(String file) throws IOException {
        assertThat(DocumentationPage.ofSite("gitlab-ci.md").snippets().stream()
                        .map(DocumentationPage.Snippet::text)
                        .toList())
                .contains(read(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "dependent"})
    void useThisVersionOfThePlugin(String project) throws IOException {
        String version = Files.readString(Path.of("pom.xml")).replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");

        assertThat(read(project + "/pom.xml"))
                .contains("<artifactId>fdo-maven-plugin</artifactId>\n        <version>" + version + "</version>");
    }

    @Test
    void nameTheTagOfThePomInThePipeline() throws IOException {
        String tag = read("base/pom.xml").replaceFirst("(?s).*<tag>(.*?)</tag>.*", "$1");

        assertThat(read("base/.gitlab-ci.yml")).contains("image: $CI_REGISTRY_IMAGE/debian/bookworm:" + tag);
    }
}

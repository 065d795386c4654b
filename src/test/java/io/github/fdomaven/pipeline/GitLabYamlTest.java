package io.github.fdomaven.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class GitLabYamlTest {

    private static Object read(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "N",
                "yes",
                "on",
                "Off",
                "012",
                "0x1",
                "1_000",
                "12:30:00",
                "~",
                "",
                "null",
                "2026-11-27",
                "=",
                "<<",
                ".inf",
                "1e3",
                "a: b",
                "a #b",
                "a:",
                " a",
                "a ",
                "!a",
                "*a",
                "-"
            })
    void quotesWhatAnotherVersionOfYamlReadsAsAnotherType(String text) {
        assertThat(GitLabYaml.write(Map.of("key", text))).isEqualTo("key: '" + text + "'\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", ".maven", "maven:3.9-eclipse-temurin-17", "mvn -B fdo:build-image -Dfdo.only=base"})
    void doesNotQuotePlainText(String text) {
        assertThat(GitLabYaml.write(Map.of("key", text))).isEqualTo("key: " + text + "\n");
    }

    @Property(tries = 300)
    void readsWhatItWrites(@ForAll List<String> texts) {
        List<String> valid = texts.stream()
                .map(text -> text.replaceAll("[^\\P{C}\\t\\n]", ""))
                .toList();
        Map<String, Object> document = Map.of("list", valid, "map", Map.of("key", valid));

        assertThat(read(GitLabYaml.write(document))).isEqualTo(document);
    }

    @Test
    void writesBlankLinesBetweenEntriesAndNoAliases() {
        List<String> same = List.of("a");

        assertThat(GitLabYaml.write(Map.of("x", List.of(same, same)))).doesNotContain("&", "*");
        assertThat(GitLabYaml.write(Map.of("x", same, "y", same))).contains("\n\n");
    }

    @Test
    void findsTheKeysOfAllDocuments() {
        assertThat(GitLabYaml.keys(
                        "spec:\n  inputs: {}\n---\n.a: &a\n  script: !reference [.b, script]\n.b: *a\n", "ci.yml"))
                .containsExactly("spec", ".a", ".b");
        assertThat(GitLabYaml.keys("", "ci.yml")).isEmpty();
        assertThat(GitLabYaml.keys("- a", "ci.yml")).isEmpty();
    }

    @Test
    void refusesWhatIsNotYaml() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> GitLabYaml.keys("a: [", "ci.yml"))
                .withMessageStartingWith("ci.yml is not valid YAML: ");
    }
}

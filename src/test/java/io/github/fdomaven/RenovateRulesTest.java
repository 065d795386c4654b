package io.github.fdomaven;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Applies the rules of the page about Renovate to the POMs on that page. */
class RenovateRulesTest {

    private static final String DIGEST = "@sha256:" + "0a".repeat(32);
    private static final String BASE = "registry.example.com/group/base/debian/bookworm";

    /** Renovate uses RE2, which has no lookaround, no back references and no possessive quantifiers. */
    private static final Pattern UNKNOWN_TO_RE2 = Pattern.compile("\\(\\?<?[=!]|\\\\[1-9k]|[*+?}]\\+");

    private final String page = Files.readString(Path.of("src/site/markdown/renovate.md"));
    private final JsonNode recipeTags = rules(0);
    private final JsonNode fixedTags = rules(1);

    RenovateRulesTest() throws IOException {}

    @Test
    void findsTheBaseImage() {
        Pattern base = pattern(recipeTags.get(0));

        assertThat(found(base, block("xml", 0), "depName", "currentValue")).containsExactly(BASE + " 2026-11-24.0");
        assertThat(found(base, "<baseImage>" + BASE + ":1.0" + DIGEST + "</baseImage>", "depName", "currentValue"))
                .containsExactly(BASE + " 1.0");
        assertThat(found(base, "<baseImage>group/base/debian/bookworm:1.0</baseImage>", "depName"))
                .isEmpty();
        assertThat(found(base, "<baseImage>" + BASE + ":${base.tag}</baseImage>", "currentValue"))
                .isEmpty();
    }

    @Test
    void findsTheVersionOfTheDistribution() {
        Pattern version = pattern(recipeTags.get(1));

        assertThat(found(version, block("xml", 0), "depName", "currentValue")).containsExactly("debian bookworm");
        assertThat(found(
                        version, "<distribution>fedora</distribution><version>41</version>", "depName", "currentValue"))
                .containsExactly("fedora 41");
        assertThat(found(version, "<distribution>debian</distribution><version>${v}</version>", "depName"))
                .isEmpty();
        assertThat(found(version, "<distribution>repo</distribution><version>1</version>", "depName"))
                .isEmpty();
    }

    @Test
    void changesAFixedTagWithTheBaseImage() {
        JsonNode rule = fixedTags.get(0);
        Matcher match = pattern(rule).matcher(block("xml", 1));

        assertThat(match.find()).isTrue();
        String replacement = rule.path("autoReplaceStringTemplate")
                .asText()
                .replace("{{{newValue}}}", "2026-12-01.0")
                .replace("{{{indentation}}}", match.group("indentation"))
                .replace("{{{depName}}}", match.group("depName"));
        assertThat(match.replaceFirst(Matcher.quoteReplacement(replacement))).isEqualTo(block("xml", 2));
        assertThat(pattern(rule).matcher(block("xml", 0)).find()).isFalse();
    }

    @Test
    void appliesToThePomsOfAllModules() {
        for (JsonNode rule : List.of(recipeTags.get(0), recipeTags.get(1), fixedTags.get(0))) {
            assertThat(rule.path("customType").asText()).isEqualTo("regex");
            assertThat(rule.path("datasourceTemplate").asText()).isEqualTo("docker");
            String files = rule.path("managerFilePatterns").get(0).asText();
            Pattern pattern = Pattern.compile(files.substring(1, files.length() - 1));
            assertThat(pattern.matcher("pom.xml").find()).isTrue();
            assertThat(pattern.matcher("some/module/pom.xml").find()).isTrue();
            assertThat(pattern.matcher("some/pom.xml.orig").find()).isFalse();
        }
    }

    @Test
    void readsTheOrderOfTags() {
        for (JsonNode rule : List.of(recipeTags.get(0), fixedTags.get(0))) {
            String versioning = rule.path("versioningTemplate").asText();
            assertThat(versioning).startsWith("regex:");
            Pattern tag = Pattern.compile(versioning.substring("regex:".length()));

            assertThat(found(tag, "2026-11-24.3", "major", "minor", "patch", "build"))
                    .containsExactly("2026 11 24 3");
            assertThat(found(tag, "3f2a1b4c5d6e", "major")).isEmpty();
        }
    }

    private JsonNode rules(int index) throws IOException {
        return new ObjectMapper().readTree(block("json", index)).path("customManagers");
    }

    /** A block of code on the page. */
    private String block(String language, int index) {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(page)
                .results()
                .skip(index)
                .findFirst()
                .map(block -> block.group(1))
                .orElseThrow();
    }

    private static Pattern pattern(JsonNode rule) {
        assertThat(rule.path("matchStrings")).hasSize(1);
        String expression = rule.path("matchStrings").get(0).asText();
        assertThat(expression).doesNotContainPattern(UNKNOWN_TO_RE2);
        return Pattern.compile(expression);
    }

    /** {@return for each match the values of some groups, separated by spaces} */
    private static List<String> found(Pattern pattern, String text, String... groups) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(Arrays.stream(groups).map(matcher::group).collect(Collectors.joining(" ")));
        }
        return found;
    }
}

package io.github.fdomaven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the calls that the comment of the root package lists exist in the code. */
class PackageInfoTest {

    private static final Path MAIN = Path.of("src/main/java/io/github/fdomaven");
    private static final Pattern STEP = Pattern.compile("<li>\\{@code (\\w+)\\.(\\w+)}");

    @Test
    void namesMethodsThatExist() throws IOException {
        Map<String, Path> sources;
        try (Stream<Path> files = Files.walk(MAIN)) {
            sources = files.filter(file -> !file.endsWith("package-info.java"))
                    .filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), Function.identity()));
        }
        List<MatchResult> steps = STEP.matcher(Files.readString(MAIN.resolve("package-info.java")))
                .results()
                .toList();

        assertThat(steps).hasSizeBetween(20, 25);
        for (MatchResult step : steps) {
            assertThat(sources).containsKey(step.group(1) + ".java");
            assertThat(sources.get(step.group(1) + ".java"))
                    .content()
                    .as(step.group())
                    .containsPattern("[\\w>\\]] " + step.group(2) + "\\(");
        }
    }
}

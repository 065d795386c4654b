package io.github.fdomaven.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Converts pipelines that have the structures of real ones. Each has its expected result in its directory. */
class ExampleConversionTest {

    private static final Path EXAMPLES = Path.of("src/test/resources/convert");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void converts(Path example) throws IOException {
        Conversion conversion = CiConverter.convert(example.resolve("gitlab-ci.yml"), example);

        assertThat(conversion.configuration()).isEqualTo(Files.readString(example.resolve("configuration.xml")));
        assertThat(notes(conversion, example)).isEqualTo(Files.readString(example.resolve("notes.txt")));
    }

    private static String notes(Conversion conversion, Path example) {
        return conversion.notes().stream()
                .map(note -> note + "\n")
                .map(note -> note.replace(example.toAbsolutePath().toString(), "DIRECTORY"))
                .collect(Collectors.joining());
    }
}

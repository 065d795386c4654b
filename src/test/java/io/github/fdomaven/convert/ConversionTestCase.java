package io.github.fdomaven.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A project with a {@code .gitlab-ci.yml}, to convert it. */
abstract class ConversionTestCase {

    /** A job that builds an image. */
    static final String IMAGE = """
            image-job:
              extends: .fdo.container-build@debian
              variables:
                FDO_DISTRIBUTION_VERSION: bookworm
                FDO_DISTRIBUTION_TAG: '1'
            """;

    @TempDir
    Path directory;

    Conversion convert(String text) throws IOException {
        write(".gitlab-ci.yml", text);
        return CiConverter.convert(directory.resolve(".gitlab-ci.yml"), directory);
    }

    void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package io.github.fdomaven.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Writes reports to a temporary directory. */
abstract class ReportsTestCase {

    static final Reference REFERENCE = Reference.parse("registry.example.org/app/base:1");
    static final Digest DIGEST = Digest.parse(ReportsFixture.DIGEST);

    @TempDir
    Path directory;

    Reports reports;

    @BeforeEach
    void createReports() {
        reports = new Reports(directory, text -> text.replace("s3cret", "***"));
    }

    JsonNode written(String file) throws IOException {
        return json(text(file));
    }

    String text(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}

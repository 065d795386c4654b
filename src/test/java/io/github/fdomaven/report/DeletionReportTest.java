package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.retention.Deletion;
import io.github.fdomaven.retention.DeletionOutcome;
import io.github.fdomaven.retention.Notice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionReportTest {

    private static final Digest DIGEST = Digest.parse("sha256:" + "0123456789abcdef".repeat(4));

    @TempDir
    private Path directory;

    @Test
    void hasTheShapeOfTheContract() throws IOException {
        Reference reference = Reference.parse("registry.example.org/app/base:1");
        new DeletionReport(directory, UnaryOperator.identity())
                .write(List.of(
                        new Deletion(reference, Optional.of(DIGEST), DeletionOutcome.DELETED, "why", Notice.INFO),
                        new Deletion(reference, Optional.empty(), DeletionOutcome.FAILED, "500.", Notice.WARNING)));

        String written = Files.readString(directory.resolve("deletions.json"));
        assertThat(new ObjectMapper().readTree(written)).isEqualTo(new ObjectMapper().readTree("""
                {"deletions": [
                  {"reference": "registry.example.org/app/base:1", "digest": "%s", "outcome": "DELETED", "reason": "why"},
                  {"reference": "registry.example.org/app/base:1", "digest": null, "outcome": "FAILED", "reason": "500."}
                ]}""".formatted(DIGEST)));
        assertThat(written).containsSubsequence("\"reference\"", "\"digest\"", "\"outcome\"", "\"reason\"");
    }

    @Test
    void isGoneUntilItIsWrittenAnew() {
        new DeletionReport(directory, UnaryOperator.identity()).write(List.of());

        new DeletionReport(directory, UnaryOperator.identity()).prepare();

        assertThat(directory.resolve("deletions.json")).doesNotExist();
    }
}

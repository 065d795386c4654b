package io.github.fdomaven.report;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.retention.Deletion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes what became of the tags of the POM's repositories: {@code deletions.json} for scripts. */
public final class DeletionReport {

    private static final String FILE = "deletions.json";

    private final ReportDirectory directory;

    /**
     * Creates the report of one directory, which need not be there yet.
     *
     * @param directory the directory of the reports
     * @param clean takes what is secret out of a text
     */
    public DeletionReport(Path directory, UnaryOperator<String> clean) {
        this.directory = new ReportDirectory(directory, clean);
    }

    /**
     * Makes sure, before anything is deleted, that it can be reported.
     *
     * @throws io.github.fdomaven.support.FixableException if the directory cannot be written to
     */
    public void prepare() {
        directory.prepare(FILE);
        directory.delete(FILE);
    }

    /**
     * Writes {@code deletions.json}.
     *
     * @param deletions each tag, and what became of it
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be written
     */
    public void write(List<Deletion> deletions) {
        directory.writeJson(
                FILE,
                Map.of("deletions", deletions.stream().map(DeletionReport::json).toList()));
    }

    private static Map<String, Object> json(Deletion result) {
        Map<String, Object> deletion = new LinkedHashMap<>();
        deletion.put("reference", result.reference().toString());
        deletion.put("digest", result.digest().map(Digest::toString).orElse(null));
        deletion.put("outcome", result.outcome().name());
        deletion.put("reason", result.reason());
        return deletion;
    }
}

package io.github.fdomaven.report;

import io.github.fdomaven.command.RunResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes what came of a command: {@code run.json} for scripts. */
public final class RunReport {

    private static final String FILE = "run.json";

    private static final double MILLIS = 1000;

    private final ReportDirectory directory;

    /**
     * Creates the report of one directory, which need not be there yet.
     *
     * @param directory the directory of the reports
     * @param clean takes what is secret out of a text
     */
    public RunReport(Path directory, UnaryOperator<String> clean) {
        this.directory = new ReportDirectory(directory, clean);
    }

    /**
     * Makes sure that it can be written.
     *
     * @throws io.github.fdomaven.support.FixableException if the directory cannot be written to
     */
    public void prepare() {
        directory.prepare(FILE);
        directory.delete(FILE);
    }

    /**
     * Writes {@code run.json}.
     *
     * @param result what came of the command
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be written
     */
    public void write(RunResult result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", result.image().name());
        document.put("reference", result.image().reference().toString());
        document.put("command", result.command());
        document.put("status", result.status().isPresent() ? result.status().getAsInt() : null);
        document.put("seconds", result.took().toMillis() / MILLIS);
        directory.writeJson(FILE, document);
    }
}

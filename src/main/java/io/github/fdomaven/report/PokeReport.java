package io.github.fdomaven.report;

import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.gitlab.Pipeline;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes what became of pokes: {@code pokes.json} for scripts. */
public final class PokeReport {

    private static final String FILE = "pokes.json";

    private final ReportDirectory directory;

    /**
     * Creates the report of one directory, which need not be there yet.
     *
     * @param directory the directory of the reports
     * @param clean takes what is secret out of a text
     */
    public PokeReport(Path directory, UnaryOperator<String> clean) {
        this.directory = new ReportDirectory(directory, clean);
    }

    /**
     * Makes sure, before anybody is poked, that it can be reported.
     *
     * @throws io.github.fdomaven.support.FixableException if the directory cannot be written to
     */
    public void prepare() {
        directory.prepare(FILE);
        directory.delete(FILE);
    }

    /**
     * Writes {@code pokes.json}.
     *
     * @param pokes what became of each dependent that was to be poked
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be written
     */
    public void write(List<Poke> pokes) {
        Map<String, Object> document =
                Map.of("pokes", pokes.stream().map(PokeReport::json).toList());
        directory.writeJson(FILE, document);
    }

    private static Map<String, Object> json(Poke result) {
        Map<String, Object> poke = new LinkedHashMap<>();
        poke.put("project", result.dependent().project().value());
        poke.put("ref", result.dependent().ref().value());
        poke.put("outcome", result.outcome().name());
        poke.put("pipelineId", result.pipeline().map(Pipeline::id).orElse(null));
        poke.put(
                "webUrl",
                result.pipeline().flatMap(Pipeline::webUrl).map(URI::toString).orElse(null));
        poke.put("message", result.message().orElse(null));
        return poke;
    }
}

package io.github.fdomaven.convert;

import io.github.fdomaven.convert.YamlValue.Fields;
import io.github.fdomaven.convert.YamlValue.Items;
import io.github.fdomaven.convert.YamlValue.Text;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs that {@code parallel: matrix} makes of one job. */
final class Matrix {

    /** GitLab's own limit. */
    private static final int MAX_JOBS = 200;

    private Matrix() {}

    /** {@return the variables that the matrix sets for each of its jobs; one job without variables if there is no matrix} */
    static List<Map<String, Text>> cells(CiConfig config, Fields job) {
        Optional<YamlValue> matrix = job.get("parallel")
                .filter(Fields.class::isInstance)
                .flatMap(parallel -> ((Fields) parallel).get("matrix"))
                .flatMap(config::resolved);
        if (!(matrix.orElse(null) instanceof Items entries)) {
            return List.of(Map.of());
        }
        List<Map<String, Text>> cells = new ArrayList<>();
        for (YamlValue entry : entries.items()) {
            if (config.resolved(entry).orElse(entry) instanceof Fields fields) {
                cells.addAll(product(config, fields));
                check(cells, job);
            }
        }
        return cells;
    }

    private static List<Map<String, Text>> product(CiConfig config, Fields entry) {
        List<Map<String, Text>> cells = List.of(new LinkedHashMap<>());
        for (Map.Entry<String, YamlValue> field : entry.fields().entrySet()) {
            List<Text> values = config.texts(field.getValue());
            if (values.size() == 1) {
                // A copy for each key would make the work grow with the square of their number.
                cells.forEach(cell -> cell.put(field.getKey(), values.get(0)));
                continue;
            }
            List<Map<String, Text>> longer = new ArrayList<>();
            for (Map<String, Text> cell : cells) {
                for (Text value : values) {
                    Map<String, Text> next = new LinkedHashMap<>(cell);
                    next.put(field.getKey(), value);
                    longer.add(next);
                }
                check(longer, entry);
            }
            cells = longer;
        }
        return cells;
    }

    private static void check(List<Map<String, Text>> cells, Fields place) {
        if (cells.size() > MAX_JOBS) {
            throw new FixableException(place.location() + ": the matrix makes more than " + MAX_JOBS
                    + " jobs. GitLab allows no more. Nothing was converted.");
        }
    }
}

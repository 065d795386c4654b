package io.github.fdomaven.report;

import io.github.fdomaven.build.ImageResult;
import io.github.fdomaven.image.Digest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * {@code fdo.env}, a dotenv report by which later jobs of a pipeline learn the references of images. GitLab takes no quotes,
 * comments or empty lines in one: https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv
 */
public final class DotenvReport {

    static final String FILE = "fdo.env";
    private static final String FORCE_REBUILD = "FDO_FORCE_REBUILD";
    private static final String FIRST_IMAGE = "FDO_DISTRIBUTION_IMAGE";
    private static final String FIRST_DIGEST = "FDO_DISTRIBUTION_IMAGE_DIGEST";

    /** Modules that are built side by side may write one file. */
    private static final Object WRITING = new Object();

    private final ReportDirectory directory;

    /**
     * Creates the report of one directory, which need not be there yet.
     *
     * @param directory the directory of the reports
     */
    public DotenvReport(Path directory) {
        this.directory = new ReportDirectory(directory, UnaryOperator.identity());
    }

    /**
     * Adds images to the report. A variable that is there already is replaced, the others stay.
     *
     * @param results the images, the first of which is also the one without a name
     * @throws io.github.fdomaven.failure.EnvironmentException if the file cannot be read or written
     */
    public void add(List<ImageResult> results) {
        synchronized (WRITING) {
            Map<String, String> variables = read();
            if (!results.isEmpty()) {
                ImageResult first = results.get(0);
                variables.put(FIRST_IMAGE, first.reference().toString());
                variables.remove(FIRST_DIGEST);
                first.digest().map(Digest::toString).ifPresent(digest -> variables.put(FIRST_DIGEST, digest));
            }
            results.forEach(result ->
                    variables.put(variable(result.name()), result.reference().toString()));
            write(variables);
        }
    }

    private void write(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        variables.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        directory.write(FILE, text.toString());
    }

    /**
     * Takes images out of the report, so that a later job does not take the ones of an earlier run for them.
     *
     * @param results images that could not be brought about
     * @throws io.github.fdomaven.failure.EnvironmentException if the file cannot be read or written
     */
    public void remove(List<ImageResult> results) {
        synchronized (WRITING) {
            Map<String, String> variables = read();
            boolean isChanged = false;
            for (ImageResult result : results) {
                String reference = variables.remove(variable(result.name()));
                isChanged |= reference != null;
                if (reference != null && reference.equals(variables.get(FIRST_IMAGE))) {
                    variables.remove(FIRST_IMAGE);
                    variables.remove(FIRST_DIGEST);
                }
            }
            if (isChanged) {
                write(variables);
            }
        }
    }

    /**
     * Has later jobs build their images anew, or no longer.
     *
     * @param force whether they are to
     * @throws io.github.fdomaven.failure.EnvironmentException if the file cannot be read or written
     */
    public void forceRebuild(boolean force) {
        synchronized (WRITING) {
            Map<String, String> variables = read();
            String before = force ? variables.put(FORCE_REBUILD, "1") : variables.remove(FORCE_REBUILD);
            if (force ? !"1".equals(before) : before != null) {
                write(variables);
            }
        }
    }

    private Map<String, String> read() {
        Map<String, String> variables = new LinkedHashMap<>();
        directory.read(FILE).orElse("").lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return variables;
    }

    private static String variable(String image) {
        return "FDO_IMAGE_" + image.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}

package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.oci.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * {@code fdo.env}, a dotenv report by which later jobs of a pipeline learn the references of images. GitLab takes no quotes,
 * comments or empty lines in one: https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv
 */
public final class DotenvReport {

    static final String FILE = "fdo.env";

    /** What GitLab takes unless it is told otherwise (ci_dotenv_variables of its plans, and the size of the report). */
    private static final int MOST = 20;

    private static final int LARGEST = 5 * 1024;

    private static final String FORCE_REBUILD = "FDO_FORCE_REBUILD";
    private static final String IMAGE_PREFIX = "FDO_IMAGE_";
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
     * @param first the one that is also there without a name, if it is
     * @param results the images
     * @return what is to be said of those that are not in it: GitLab takes no more, or two have one name there
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be read or written
     */
    public List<String> add(Optional<ImageResult> first, List<ImageResult> results) {
        synchronized (WRITING) {
            if (results.isEmpty()) {
                return List.of();
            }
            Map<String, String> variables = read();
            first.ifPresent(image -> {
                variables.put(FIRST_IMAGE, image.reference().toString());
                variables.remove(FIRST_DIGEST);
                image.digest().map(Digest::toString).ifPresent(digest -> variables.put(FIRST_DIGEST, digest));
            });
            List<String> complaints = new ArrayList<>();
            List<String> leftOut = new ArrayList<>();
            Map<String, String> names = new HashMap<>();
            for (ImageResult result : results) {
                String variable = variable(result.name());
                String other = names.putIfAbsent(variable, result.name());
                if (other != null) {
                    complaints.add("The images '" + other + "' and '" + result.name() + "' are both " + variable
                            + " in " + FILE + ", so only the first one is in it.");
                } else if (fits(variables, variable, result.reference().toString())) {
                    variables.put(variable, result.reference().toString());
                } else {
                    leftOut.add("'" + result.name() + "'");
                }
            }
            write(variables);
            if (!leftOut.isEmpty()) {
                complaints.add("Not in " + FILE + ", of which GitLab takes no more than " + MOST + " variables and "
                        + LARGEST + " bytes, but in images.json: " + String.join(", ", leftOut) + ".");
            }
            return complaints;
        }
    }

    private static boolean fits(Map<String, String> variables, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.put(name, value);
        return all.size() <= MOST && text(all).length() <= LARGEST;
    }

    private void write(Map<String, String> variables) {
        directory.write(FILE, text(variables));
    }

    /** All of it is ASCII: references are, and the names of the variables. */
    private static String text(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        variables.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    /**
     * Takes images out of the report, so that a later job does not take the ones of an earlier run for them.
     *
     * @param results images that could not be brought about
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be read or written
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
     * Takes out the images that there are no more, which an earlier run has left.
     *
     * @param names the names of those that there are
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be read or written
     */
    public void retain(Set<String> names) {
        Set<String> known = names.stream().map(DotenvReport::variable).collect(Collectors.toSet());
        synchronized (WRITING) {
            Map<String, String> variables = read();
            boolean isChanged =
                    variables.keySet().removeIf(name -> name.startsWith(IMAGE_PREFIX) && !known.contains(name));
            boolean isFirstThere = variables.entrySet().stream()
                    .filter(variable -> variable.getKey().startsWith(IMAGE_PREFIX))
                    .anyMatch(variable -> variable.getValue().equals(variables.get(FIRST_IMAGE)));
            isChanged |= !isFirstThere && variables.keySet().removeAll(Set.of(FIRST_IMAGE, FIRST_DIGEST));
            if (isChanged) {
                write(variables);
            }
        }
    }

    /**
     * Has later jobs build their images anew, or no longer.
     *
     * @param force whether they are to
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be read or written
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
        return IMAGE_PREFIX + image.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}

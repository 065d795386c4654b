package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * {@code fdo.env}, a dotenv report that gives the references of images to later jobs of a pipeline. GitLab accepts no quotes,
 * comments or empty lines in it: https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv
 */
public final class DotenvReport {

    static final String FILE = "fdo.env";

    /** The defaults of GitLab's limits. */
    private static final int MAX_VARIABLES = 20;

    private static final int MAX_SIZE = 5 * 1024;

    private static final String FORCE_REBUILD = "FDO_FORCE_REBUILD";
    private static final String IMAGE_PREFIX = "FDO_IMAGE_";
    private static final String FIRST_IMAGE = "FDO_DISTRIBUTION_IMAGE";
    private static final String FIRST_DIGEST = "FDO_DISTRIBUTION_IMAGE_DIGEST";

    /** Modules that Maven builds in parallel may write the same file. */
    private static final Object LOCK = new Object();

    private final ReportDirectory directory;

    /** Creates the report of one directory, which may not exist yet. */
    public DotenvReport(Path directory) {
        this.directory = new ReportDirectory(directory);
    }

    /**
     * Checks that the file can be read and replaced, before the goal does its work.
     *
     * @throws FixableException if it cannot
     */
    void prepare() {
        synchronized (LOCK) {
            directory.prepare(Set.of(FILE));
            try {
                directory.read(FILE).ifPresent(content -> directory.write(FILE, content));
            } catch (EnvironmentException e) {
                throw new FixableException(e.getMessage() + " Delete this file, then run the goal again.", e);
            }
        }
    }

    /**
     * Adds images. Their variables are replaced, other variables stay.
     *
     * @param first the image that is also {@code FDO_DISTRIBUTION_IMAGE}, if there is one
     * @return warnings about images that are left out, because of GitLab's limits or because two images have the same variable
     */
    public List<String> add(Optional<ImageResult> first, List<ImageResult> results) {
        List<String> warnings = new ArrayList<>();
        if (!results.isEmpty()) {
            update(variables -> {
                first.ifPresent(image -> putFirst(image, variables));
                putAll(results, variables, warnings);
            });
        }
        return warnings;
    }

    private static void putFirst(ImageResult image, Map<String, String> variables) {
        variables.put(FIRST_IMAGE, image.reference().toString());
        variables.remove(FIRST_DIGEST);
        image.digest().map(Digest::toString).ifPresent(digest -> variables.put(FIRST_DIGEST, digest));
    }

    private static void putAll(List<ImageResult> results, Map<String, String> variables, List<String> warnings) {
        List<String> leftOut = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (ImageResult result : results) {
            String variable = variable(result.name());
            String other = names.putIfAbsent(variable, result.name());
            if (other != null) {
                warnings.add("The images '" + other + "' and '" + result.name() + "' have the same variable " + variable
                        + " in " + FILE + ". It is set for '" + other + "' only.");
            } else if (fits(variables, variable, result.reference().toString())) {
                variables.put(variable, result.reference().toString());
            } else {
                leftOut.add("'" + result.name() + "'");
            }
        }
        if (!leftOut.isEmpty()) {
            warnings.add("GitLab limits " + FILE + " to " + MAX_VARIABLES + " variables and " + MAX_SIZE
                    + " bytes. These images are in images.json only: " + String.join(", ", leftOut) + ".");
        }
    }

    private static boolean fits(Map<String, String> variables, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(variables);
        all.put(name, value);
        return all.size() <= MAX_VARIABLES && text(all).length() <= MAX_SIZE;
    }

    /** Removes images that failed, so that later jobs do not use the references of an earlier run. */
    public void remove(List<ImageResult> failed) {
        update(variables -> {
            for (ImageResult result : failed) {
                String reference = variables.remove(variable(result.name()));
                if (reference != null && reference.equals(variables.get(FIRST_IMAGE))) {
                    variables.keySet().removeAll(Set.of(FIRST_IMAGE, FIRST_DIGEST));
                }
            }
        });
    }

    /** Removes images of an earlier run whose names the POM no longer has. */
    public void retain(Set<String> names) {
        Set<String> known = names.stream().map(DotenvReport::variable).collect(Collectors.toSet());
        update(variables -> {
            variables.keySet().removeIf(name -> name.startsWith(IMAGE_PREFIX) && !known.contains(name));
            boolean hasFirst = variables.entrySet().stream()
                    .filter(variable -> variable.getKey().startsWith(IMAGE_PREFIX))
                    .anyMatch(variable -> variable.getValue().equals(variables.get(FIRST_IMAGE)));
            if (!hasFirst) {
                variables.keySet().removeAll(Set.of(FIRST_IMAGE, FIRST_DIGEST));
            }
        });
    }

    /** Makes later jobs rebuild their images, or not. */
    public void forceRebuild(boolean force) {
        update(variables -> {
            if (force) {
                variables.put(FORCE_REBUILD, "1");
            } else {
                variables.remove(FORCE_REBUILD);
            }
        });
    }

    private void update(Consumer<Map<String, String>> change) {
        synchronized (LOCK) {
            Map<String, String> before = read();
            Map<String, String> after = new LinkedHashMap<>(before);
            change.accept(after);
            if (!after.equals(before)) {
                directory.write(FILE, text(after));
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

    /** The text is ASCII, because references and the names of variables are. */
    private static String text(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        variables.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    private static String variable(String image) {
        return IMAGE_PREFIX + image.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}

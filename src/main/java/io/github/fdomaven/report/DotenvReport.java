package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.DemandedRebuilds;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * {@code fdo.env}, a dotenv report that gives the references of images to later jobs of a pipeline. GitLab accepts no quotes,
 * comments or empty lines in it: https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv
 */
public final class DotenvReport {

    static final String FILE = "fdo.env";

    /** GitLab's limit. */
    private static final int MAX_SIZE = 5 * 1024;

    private static final String FORCE_REBUILD = "FDO_FORCE_REBUILD";
    private static final String IMAGE_PREFIX = "FDO_IMAGE_";
    private static final String FIRST_IMAGE = "FDO_DISTRIBUTION_IMAGE";
    private static final String FIRST_DIGEST = "FDO_DISTRIBUTION_IMAGE_DIGEST";

    /** Modules that Maven builds in parallel may write the same file. */
    private static final Object LOCK = new Object();

    private final ReportDirectory directory;
    private final int maxVariables;

    /**
     * Creates the report of one directory, which may not exist yet.
     *
     * @param maxVariables how many variables the file may have
     */
    public DotenvReport(Path directory, int maxVariables) {
        this.directory = new ReportDirectory(directory);
        this.maxVariables = maxVariables;
    }

    /**
     * Checks that the file in a directory can be read and replaced, before the goal does its work.
     *
     * @throws FixableException if it cannot
     */
    static void prepare(ReportDirectory directory) {
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
     * @return warnings about variables that are left out, because of the limits or because two images have the same variable
     */
    public List<String> add(Optional<ImageResult> first, List<ImageResult> results) {
        List<String> warnings = new ArrayList<>();
        if (!results.isEmpty()) {
            update(variables -> {
                first.ifPresent(image -> putFirst(image, variables));
                putAll(results, variables, warnings);
                trim(variables, warnings);
            });
        }
        return warnings;
    }

    private static void putFirst(ImageResult image, Map<String, String> variables) {
        variables.put(FIRST_IMAGE, image.reference().toString());
        variables.remove(FIRST_DIGEST);
        image.digest().ifPresent(digest -> variables.put(FIRST_DIGEST, digest.toString()));
    }

    private static void putAll(List<ImageResult> results, Map<String, String> variables, List<String> warnings) {
        Map<String, String> names = new HashMap<>();
        for (ImageResult result : results) {
            String variable = variable(result.name());
            String other = names.putIfAbsent(variable, result.name());
            if (other == null) {
                variables.put(variable, result.reference().toString());
            } else {
                warnings.add("The images '" + other + "' and '" + result.name() + "' have the same variable " + variable
                        + " in " + FILE + ". It is set for '" + other + "' only.");
            }
        }
    }

    /** Removes images that failed, so that later jobs do not use the references of an earlier run. */
    public void remove(List<ImageResult> failed) {
        if (failed.isEmpty()) {
            return;
        }
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
        Set<String> known = new HashSet<>();
        names.forEach(name -> known.add(variable(name)));
        update(variables -> {
            String first = variables.get(FIRST_IMAGE);
            boolean hasFirst = false;
            for (String name : List.copyOf(variables.keySet())) {
                if (name.startsWith(IMAGE_PREFIX) && !known.contains(name)) {
                    variables.remove(name);
                } else if (name.startsWith(IMAGE_PREFIX)) {
                    hasFirst |= variables.get(name).equals(first);
                }
            }
            if (!hasFirst) {
                variables.keySet().removeAll(Set.of(FIRST_IMAGE, FIRST_DIGEST));
            }
        });
    }

    /**
     * Makes later jobs rebuild their images, or not if no image must be rebuilt.
     *
     * @return a warning about variables that are left out because of the limits
     */
    public List<String> forceRebuild(DemandedRebuilds demanded) {
        List<String> warnings = new ArrayList<>();
        update(variables -> {
            putDemanded(demanded, variables);
            trim(variables, warnings);
        });
        return warnings;
    }

    /**
     * Removes rebuilt images from the images that a check of an earlier run named for later jobs. If the limits of the file
     * left no room for their names, the rebuild ends when one run has built all its images.
     *
     * @param images all images of the run that this file is for
     * @param rebuilt the images that were built
     */
    public void endRebuild(Set<Reference> images, Set<Reference> rebuilt) {
        update(variables -> {
            Optional<DemandedRebuilds> demanded = demandedRebuilds(variables);
            if (demanded.isPresent()) {
                putDemanded(demanded.get().without(rebuilt), variables);
            } else if (!images.isEmpty() && rebuilt.containsAll(images)) {
                putDemanded(new DemandedRebuilds(Map.of()), variables);
            }
        });
    }

    private static Optional<DemandedRebuilds> demandedRebuilds(Map<String, String> variables) {
        try {
            return Optional.ofNullable(variables.get(DemandedRebuilds.VARIABLE)).map(DemandedRebuilds::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void putDemanded(DemandedRebuilds demanded, Map<String, String> variables) {
        if (demanded.isEmpty()) {
            variables.keySet().removeAll(Set.of(FORCE_REBUILD, DemandedRebuilds.VARIABLE));
        } else {
            variables.put(FORCE_REBUILD, "1");
            variables.put(DemandedRebuilds.VARIABLE, demanded.toString());
        }
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

    /**
     * Removes the last images, then the first image, and then the images that must be rebuilt, until the variables are within the
     * limits.
     */
    private void trim(Map<String, String> variables, List<String> warnings) {
        Deque<String> removable = new ArrayDeque<>();
        for (String name : variables.keySet()) {
            if (name.startsWith(IMAGE_PREFIX)) {
                removable.push(name);
            }
        }
        removable.add(FIRST_DIGEST);
        removable.add(FIRST_IMAGE);
        removable.add(DemandedRebuilds.VARIABLE);
        Deque<String> removed = new ArrayDeque<>();
        int size = text(variables).length();
        while (!removable.isEmpty() && (variables.size() > maxVariables || size > MAX_SIZE)) {
            String name = removable.pop();
            String value = variables.remove(name);
            if (value != null) {
                size -= line(name, value).length();
                removed.push(name);
            }
        }
        if (!removed.isEmpty()) {
            warnings.add(FILE + " is limited to " + maxVariables + " variables and " + MAX_SIZE + " bytes, so it lacks "
                    + String.join(", ", removed)
                    + ". images.json has all images. If your GitLab allows more variables, set "
                    + Setting.DOTENV_LIMIT + ".");
        }
    }

    private Map<String, String> read() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : directory.read(FILE).orElse("").split("\\r\\n|[\\r\\n]")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }

    /** The text is ASCII, because references and the names of variables are. */
    private static String text(Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            text.append(line(variable.getKey(), variable.getValue()));
        }
        return text.toString();
    }

    private static String line(String name, String value) {
        return name + "=" + value + "\n";
    }

    private static String variable(String image) {
        return IMAGE_PREFIX + image.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}

package io.github.fdomaven.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fdomaven.support.FileProblem;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files with templates that a generated pipeline includes.
 *
 * @param top the top directory of the repository
 * @param includes paths below the top directory, and addresses
 */
public record IncludedFiles(Path top, List<String> includes) {

    private static final String INCLUDE = "include";

    /**
     * Checks that GitLab can include the files.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public IncludedFiles {
        includes = List.copyOf(includes);
        for (String include : includes) {
            if (include.indexOf('$') >= 0) {
                throw new IllegalArgumentException(OneLine.quote(include)
                        + " has a variable, and GitLab expands none in the include of a generated pipeline. Write the"
                        + " value.");
            }
            if (!include.matches("(?i).*\\.ya?ml")) {
                throw new IllegalArgumentException(OneLine.quote(include)
                        + " does not end with .yml or .yaml, and GitLab includes no other file.");
            }
            if (JobTemplate.isLocal(include) && !isPattern(include)) {
                checkExists(include, top);
            }
        }
    }

    private static boolean isPattern(String include) {
        return include.indexOf('*') >= 0;
    }

    private static void checkExists(String include, Path top) {
        Path file = file(include, top);
        if (!file.startsWith(top) || !Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "there is no file " + OneLine.quote(include) + " in " + top
                            + ". Write a path below the top directory of the repository, or an address that begins with https://.");
        }
    }

    private static Path file(String include, Path top) {
        return top.resolve(include.replaceFirst("^/+", "")).normalize();
    }

    /**
     * Checks that the files have some templates. What other projects and servers have is not checked.
     *
     * @throws IllegalArgumentException naming the template that is missing
     */
    public void checkTemplates(List<String> templates) {
        Set<String> found = new LinkedHashSet<>();
        boolean hasOthers = false;
        for (String include : includes) {
            if (JobTemplate.isLocal(include) && !isPattern(include)) {
                Set<String> keys = keys(include);
                hasOthers |= keys.contains(INCLUDE);
                found.addAll(keys);
            } else {
                hasOthers = true;
            }
        }
        for (String template : templates) {
            if (!hasOthers && !found.contains(template)) {
                throw new IllegalArgumentException("there is no template " + OneLine.quote(template) + " in "
                        + (includes.isEmpty()
                                ? "the generated pipeline, which includes no files. Name the file with the template in"
                                        + " <include>."
                                : String.join(", ", includes) + known(found)));
            }
        }
    }

    private static String known(Set<String> found) {
        List<String> hidden = new ArrayList<>();
        found.stream().filter(key -> key.startsWith(".")).forEach(hidden::add);
        return hidden.isEmpty()
                ? ", which has no template."
                : ". The templates are " + hidden.stream().map(OneLine::quote).collect(Collectors.joining(", ")) + ".";
    }

    private Set<String> keys(String include) {
        try {
            return GitLabYaml.keys(Files.readString(file(include, top), UTF_8), include);
        } catch (IOException e) {
            throw new FixableException("Could not read " + file(include, top) + ": " + FileProblem.of(e) + ".", e);
        }
    }
}

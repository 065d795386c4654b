package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A reference to a base image.
 *
 * @param text the text as the user wrote it; without a host, the path of an image of this project or of its registry
 * @param projects the parent repositories of this project's images and of its upstream projects' images
 */
public record BaseReference(String text, List<Repository> projects) {

    /** What to do if there is no image for a text without a host. */
    public static final String HOST_ADVICE =
            "For an image of another registry, write its host too, as in docker.io/library/debian:bookworm.";

    /** Throws IllegalArgumentException if the text is not a reference. */
    public BaseReference {
        Reference.parse(Reference.hasHost(text) ? text : "localhost/" + text);
        projects = List.copyOf(projects);
    }

    /** Creates the reference of an image that is in no known project, or that is written without a host. */
    public BaseReference(String text) {
        this(text, List.of());
    }

    /** {@return whether the text has a host} */
    public boolean hasHost() {
        return Reference.hasHost(text);
    }

    /** {@return the full reference; without a host, the reference of an image below the project's repository} */
    public Reference within(Repository project) {
        return hasHost() ? Reference.parse(text) : below(project.toString());
    }

    /** {@return the full reference of an image without a host, at the top of a registry or below a repository} */
    public Reference below(String parent) {
        return Reference.parse(parent + "/" + text);
    }

    /**
     * {@return the text that counts for the recipe: the path below the project, so that a fork has the recipe of its upstream
     * project, or else the text as the user wrote it}
     */
    String portable() {
        for (Repository project : projects) {
            Optional<String> path = path(project);
            if (path.isPresent()) {
                return path.get();
            }
        }
        return text;
    }

    private Optional<String> path(Repository project) {
        String prefix = project + "/";
        // Hosts ignore case. Paths have no upper case.
        return text.regionMatches(true, 0, prefix, 0, prefix.length())
                ? Optional.of(text.substring(prefix.length()))
                : Optional.empty();
    }

    /** {@return all texts that mean the same image of the project or of an upstream project} */
    Set<String> spellings() {
        String portable = portable();
        Set<String> spellings = new LinkedHashSet<>(List.of(portable));
        spellings.add(text);
        if (!Reference.hasHost(portable)) {
            for (Repository project : projects) {
                spellings.add(project + "/" + portable);
            }
        }
        return spellings;
    }
}

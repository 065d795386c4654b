package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.Locale;
import java.util.Optional;

/**
 * A project from which an image can be copied.
 *
 * @param project the path of the project, as the user wrote it
 * @param root the parent repository of that project's images
 * @param suffix the path of the image's repository below it
 */
public record Upstream(String project, Repository root, String suffix) {

    /**
     * {@return the upstream project of a path} GitLab writes the path of a project in lower case in its registry.
     *
     * @param path the path of the project, with or without the host of its registry
     * @param registryHost the host of the registry for a path without a host
     * @throws IllegalArgumentException if it is not the path of a project
     */
    public static Upstream of(String path, Optional<String> registryHost, String suffix) {
        if (path.contains("://")) {
            // Not shown: a URL may have a password.
            throw new IllegalArgumentException(
                    "a URL is not the path of a project: write the path alone, as in group/app.");
        }
        String lower = path.toLowerCase(Locale.ROOT);
        Repository root =
                Repository.parse(Reference.hasHost(path) ? lower : registryHost.orElse("localhost") + "/" + lower);
        return new Upstream(path, root, suffix);
    }

    /** {@return the repository of the image in that project} */
    public Repository repository() {
        return root.child(suffix);
    }
}

package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Repository;

/**
 * A project from which an image can be copied.
 *
 * @param project the path of the project, as the user wrote it
 * @param root the parent repository of that project's images
 * @param suffix the path of the image's repository below it
 */
public record Upstream(String project, Repository root, String suffix) {

    /** {@return the repository of the image in that project} */
    public Repository repository() {
        return root.child(suffix);
    }
}

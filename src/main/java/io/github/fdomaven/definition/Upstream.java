package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Repository;

/**
 * A project from which an image may be copied.
 *
 * @param project the project's path, as the user wrote it
 * @param repository the repository of that project which would have the image
 */
public record Upstream(String project, Repository repository) {}

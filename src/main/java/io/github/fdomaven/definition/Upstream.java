package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Repository;

/**
 * A project from which an image can be copied.
 *
 * @param repository the repository of the image in that project
 */
public record Upstream(String project, Repository repository) {}

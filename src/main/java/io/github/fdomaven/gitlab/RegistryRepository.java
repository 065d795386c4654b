package io.github.fdomaven.gitlab;

/**
 * An image repository of a project in GitLab's registry.
 *
 * @param id the repository's ID in GitLab
 * @param path the repository's path in the registry
 */
public record RegistryRepository(long id, String path) {

    public RegistryRepository {
        if (id <= 0 || path.isBlank()) {
            throw new IllegalArgumentException("'" + path + "' (" + id + ") is not a repository of a registry.");
        }
    }
}

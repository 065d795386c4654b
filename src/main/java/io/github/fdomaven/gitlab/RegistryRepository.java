package io.github.fdomaven.gitlab;

/**
 * A repository of images that a project has in GitLab's registry.
 *
 * @param id its number in GitLab
 * @param path its path in the registry
 */
public record RegistryRepository(long id, String path) {

    /**
     * Makes sure that it may be a repository.
     *
     * @param id its number in GitLab
     * @param path its path in the registry
     * @throws IllegalArgumentException if the number is not one that GitLab gives, or there is no path
     */
    public RegistryRepository {
        if (id <= 0 || path.isBlank()) {
            throw new IllegalArgumentException("'" + path + "' (" + id + ") is not a repository of a registry.");
        }
    }
}

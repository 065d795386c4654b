package io.github.fdomaven.gitlab;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.List;

/** What one project has in GitLab's registry, and the way to be rid of it by tag. Safe for use by several threads. */
public interface GitLabRegistry {

    /**
     * Lists the repositories of the project.
     *
     * @return all of them, however many pages that takes
     * @throws FixableException if GitLab refuses us
     * @throws EnvironmentException if GitLab does not answer, or answers what makes no sense
     */
    List<RegistryRepository> repositories();

    /**
     * Lists the tags of a repository.
     *
     * @param repository the repository's number
     * @return the names of all of them, however many pages that takes
     * @throws FixableException if GitLab refuses us
     * @throws EnvironmentException if GitLab does not answer, or answers what makes no sense
     */
    List<String> tags(long repository);

    /**
     * Deletes a tag, and no other tag that leads to the same image.
     *
     * @param repository the repository's number
     * @param tag the tag
     * @return whether GitLab deleted it now; otherwise it was not there (any more)
     * @throws FixableException if GitLab refuses us
     * @throws EnvironmentException if GitLab does not answer, or answers what makes no sense
     */
    boolean delete(long repository, String tag);
}

package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.List;

/** What the registries have, and the way to be rid of it. Safe for use by several threads. */
public interface RegistryInventory {

    /**
     * Lists the tags of a repository, however many pages that takes.
     *
     * @param repository the repository
     * @return its tags in the registry's order, none if the registry does not know the repository
     * @throws FixableException if the registry refuses us
     * @throws EnvironmentException if the registry does not answer, or answers what makes no sense
     */
    List<Tag> tags(Repository repository);

    /**
     * Deletes a manifest, with all the tags that lead to it: registries do not delete by tag.
     *
     * @param repository where it is
     * @param digest its digest
     * @return whether the registry deleted it now; otherwise it was not there (any more)
     * @throws FixableException if the registry refuses us, or does not delete at all
     * @throws EnvironmentException if the registry does not answer, or answers what makes no sense
     */
    boolean delete(Repository repository, Digest digest);
}

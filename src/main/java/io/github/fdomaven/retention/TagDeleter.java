package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.List;

/** A way to be rid of tags. Safe for use by several threads. */
public interface TagDeleter {

    /** {@return whether a tag can only be deleted with all others that lead to the same image} */
    boolean isByDigest();

    /**
     * Lists the tags of a repository.
     *
     * @param repository the repository
     * @return its tags, none if there is no such repository
     * @throws FixableException if we are refused
     * @throws EnvironmentException if nobody can tell
     */
    List<Tag> tags(Repository repository);

    /**
     * Deletes a tag. One that is gone already is no failure.
     *
     * @param image the tag, whose digest is known where tags are deleted by digest
     * @throws FixableException if we are refused
     * @throws EnvironmentException if nobody can tell whether it is deleted
     */
    void delete(TaggedImage image);
}

package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.List;

/** Lists and deletes tags. Thread-safe. */
public interface TagDeleter {

    /** {@return whether an image is deleted by its digest, with all its tags} */
    boolean isByDigest();

    /**
     * {@return the tags of a repository, or none if the repository does not exist}
     * @throws FixableException if access is denied
     * @throws EnvironmentException if the registry or GitLab does not answer
     */
    List<Tag> tags(Repository repository);

    /**
     * Deletes a tag, unless it does not exist. The digest of the image is known if images are deleted by digest.
     *
     * @throws FixableException if access is denied
     * @throws EnvironmentException if the registry or GitLab does not answer; the tag may be deleted
     */
    void delete(ImageInfo image);
}

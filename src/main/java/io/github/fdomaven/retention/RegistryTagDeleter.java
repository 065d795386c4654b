package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.Memoizer;
import java.util.List;

/** Deletes images through the registry by digest, each digest once. */
public final class RegistryTagDeleter implements TagDeleter {

    private final Registry registry;
    private final Memoizer<Reference, Boolean> deletions;

    /** Creates the deleter. */
    public RegistryTagDeleter(Registry registry) {
        this.registry = registry;
        this.deletions = new Memoizer<>(
                image -> registry.delete(image.repository(), image.digest().orElseThrow()));
    }

    @Override
    public boolean isByDigest() {
        return true;
    }

    @Override
    public List<Tag> tags(Repository repository) {
        return registry.tags(repository);
    }

    @Override
    public void delete(ImageInfo image) {
        deletions.apply(image.reference().repository().at(image.digest().orElseThrow()));
    }
}

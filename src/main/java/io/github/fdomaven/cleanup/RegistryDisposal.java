package io.github.fdomaven.cleanup;

import io.github.fdomaven.image.Reference;
import io.github.fdomaven.image.Repository;
import io.github.fdomaven.image.Tag;
import io.github.fdomaven.parallel.Once;
import io.github.fdomaven.registry.RegistryInventory;
import java.util.List;

/** Deletes through the registry itself: by digest, and each digest once, however many tags it has. */
public final class RegistryDisposal implements Disposal {

    private final RegistryInventory registry;
    private final Once<Reference, Boolean> deletions;

    /**
     * Creates it.
     *
     * @param registry speaks to every registry
     */
    public RegistryDisposal(RegistryInventory registry) {
        this.registry = registry;
        this.deletions = new Once<>(
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
    public void delete(TaggedImage image) {
        deletions.apply(image.reference().repository().at(image.sight().digest().orElseThrow()));
    }
}

package io.github.fdomaven.inspection;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.Memoizer;
import java.util.Optional;
import java.util.function.Function;

/** What identifies images now: a digest in a registry, an image ID in an engine. Each image is looked up once. Thread-safe. */
public final class Identities {

    private final Memoizer<Reference, Optional<Digest>> named;
    private final Memoizer<Reference, Optional<Digest>> computed;

    /**
     * Creates the identities.
     *
     * @param named returns what identifies an image, as {@link io.github.fdomaven.store.ImageStore#identity} does
     * @param computed returns it as {@link io.github.fdomaven.store.ImageStore#computedIdentity} does
     */
    public Identities(Function<Reference, Optional<Digest>> named, Function<Reference, Optional<Digest>> computed) {
        this.named = new Memoizer<>(named);
        this.computed = new Memoizer<>(computed);
    }

    /** {@return what identifies an image now, if it exists} */
    public Optional<Digest> now(Reference image) {
        return named.apply(image);
    }

    /**
     * {@return what identifies an image now, if it exists} If a registry names another digest than before, the digest is computed
     * from the manifest. Otherwise a registry with a wrong header would make every pipeline rebuild the images of a base image.
     *
     * @param before what identified the image before
     */
    public Optional<Digest> now(Reference image, Digest before) {
        Optional<Digest> now = now(image);
        return now.isEmpty() || now.get().equals(before) ? now : computed.apply(image);
    }
}

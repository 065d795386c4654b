package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.support.FdoException;
import java.util.Optional;
import java.util.Set;

/** What is known of the image that a tag leads to. */
public sealed interface ImageInfo {

    /** {@return the digest of its manifest, as far as that is known} */
    Optional<Digest> digest();

    /** {@return the digests of its images and of all below them, if it is an index, as far as they are known} */
    Set<Digest> members();

    /** {@return whether it may be an index of images that are not known} */
    default boolean mayHaveOthers() {
        return false;
    }

    /**
     * Its manifest, where no more is needed.
     *
     * @param found the digest of the manifest
     * @param members the digests of its images, if it is an index
     */
    record Outline(Digest found, Set<Digest> members) implements ImageInfo {

        /**
         * Takes a copy.
         *
         * @param found the digest of the manifest
         * @param members the digests of its images
         */
        public Outline {
            members = Set.copyOf(members);
        }

        @Override
        public Optional<Digest> digest() {
            return Optional.of(found);
        }
    }

    /**
     * Its manifest and its config, which for an index is that of the image that is looked at.
     *
     * @param outline its manifest
     * @param config what it says of itself
     */
    record Whole(Outline outline, ImageConfig config) implements ImageInfo {

        @Override
        public Optional<Digest> digest() {
            return outline.digest();
        }

        @Override
        public Set<Digest> members() {
            return outline.members();
        }
    }

    /**
     * It could not be looked at.
     *
     * @param digest the digest of its manifest, if at least that is known
     * @param found the digests of its images, if at least those are known
     * @param problem why
     */
    record Hidden(Optional<Digest> digest, Optional<Set<Digest>> found, FdoException problem) implements ImageInfo {

        /**
         * Takes a copy.
         *
         * @param digest the digest of its manifest
         * @param found the digests of its images
         * @param problem why
         */
        public Hidden {
            found = found.map(Set::copyOf);
        }

        @Override
        public Set<Digest> members() {
            return found.orElse(Set.of());
        }

        @Override
        public boolean mayHaveOthers() {
            return found.isEmpty();
        }
    }
}

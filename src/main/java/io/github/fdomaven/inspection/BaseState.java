package io.github.fdomaven.inspection;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/** Whether the base that an image was built FROM is still the same. */
public sealed interface BaseState {

    /** {@return what the label says that the image was built FROM; as it stands there, be it a reference or not} */
    Optional<String> base();

    /** {@return which digest the base had when the image was built} */
    Optional<Digest> built();

    /** {@return which digest the base has now} */
    Optional<Digest> now();

    /** {@return in one sentence what is so} */
    String sentence();

    /**
     * The base is the same.
     *
     * @param reference the base
     * @param digest its digest, then and now
     */
    record Fresh(Reference reference, Digest digest) implements BaseState {

        @Override
        public Optional<String> base() {
            return Optional.of(reference.toString());
        }

        @Override
        public Optional<Digest> built() {
            return Optional.of(digest);
        }

        @Override
        public Optional<Digest> now() {
            return Optional.of(digest);
        }

        @Override
        public String sentence() {
            return "its base " + reference + " is still " + digest;
        }
    }

    /**
     * The base has changed.
     *
     * @param reference the base
     * @param then its digest when the image was built
     * @param digest its digest now
     */
    record Stale(Reference reference, Digest then, Digest digest) implements BaseState {

        @Override
        public Optional<String> base() {
            return Optional.of(reference.toString());
        }

        @Override
        public Optional<Digest> built() {
            return Optional.of(then);
        }

        @Override
        public Optional<Digest> now() {
            return Optional.of(digest);
        }

        @Override
        public String sentence() {
            return "its base " + reference + " was " + then + " when it was built, and is " + digest + " now";
        }
    }

    /**
     * It cannot be known.
     *
     * @param base what the label says that the image was built FROM
     * @param built which digest the label says that it had
     * @param sentence why it cannot be known
     */
    record Unknown(Optional<String> base, Optional<Digest> built, String sentence) implements BaseState {

        @Override
        public Optional<Digest> now() {
            return Optional.empty();
        }
    }

    /** {@return FRESH, STALE or UNKNOWN} */
    default String word() {
        if (this instanceof Fresh) {
            return "FRESH";
        }
        return this instanceof Stale ? "STALE" : "UNKNOWN";
    }
}

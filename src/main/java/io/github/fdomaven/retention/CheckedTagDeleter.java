package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.FdoException;
import java.util.Optional;

/** Deletes a tag only if it is still what it was when that was decided, and looks whether it is gone then. */
final class CheckedTagDeleter {

    private final Registry registry;
    private final TagDeleter disposal;

    CheckedTagDeleter(Registry registry, TagDeleter disposal) {
        this.registry = registry;
        this.disposal = disposal;
    }

    /**
     * Deletes it.
     *
     * @param image the tag
     * @param reason why
     * @return what became of it
     * @throws FdoException if it could not be deleted, or nobody can tell whether it has moved
     */
    Deletion delete(TaggedImage image, String reason) {
        Optional<Digest> seen = image.sight().digest();
        if (seen.isPresent()) {
            Optional<Digest> now = registry.digest(image.reference());
            if (now.isPresent() && !now.equals(seen)) {
                String moved = "it was moved to another image, " + now.get() + ", while this goal was at work";
                return Deletion.of(image, DeletionOutcome.KEPT, moved, Notice.WARNING);
            }
        }
        disposal.delete(image);
        return isStillThere(image.reference(), seen)
                ? Deletion.of(
                        image,
                        DeletionOutcome.DELETED,
                        reason + "; but the registry still has it, though it said that it deleted it: look again later",
                        Notice.WARNING)
                : Deletion.of(image, DeletionOutcome.DELETED, reason, Notice.INFO);
    }

    private boolean isStillThere(Reference reference, Optional<Digest> seen) {
        try {
            return seen.isPresent() && registry.digest(reference).equals(seen);
        } catch (FdoException e) {
            // It is deleted, and to look after that is no more than a courtesy.
            return false;
        }
    }
}

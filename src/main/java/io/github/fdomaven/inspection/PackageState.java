package io.github.fdomaven.inspection;

import io.github.fdomaven.packages.PendingUpdate;
import io.github.fdomaven.support.Plural;
import java.util.List;

/**
 * Whether the packages of an image have updates.
 *
 * @param updates what an upgrade would install
 * @param sentence the state as one sentence, for messages
 */
public record PackageState(Status status, List<PendingUpdate> updates, String sentence) {

    /** Whether packages have updates. */
    public enum Status {
        /** An upgrade would change nothing. */
        UP_TO_DATE,
        /** An upgrade would install packages. */
        UPDATES,
        /** The package manager did not answer. */
        UNKNOWN
    }

    public PackageState {
        updates = List.copyOf(updates);
    }

    /** {@return the state of an image whose repositories have not changed since it was built} */
    static PackageState unchanged() {
        return new PackageState(
                Status.UP_TO_DATE,
                List.of(),
                "the metadata of its repositories has not changed since the image was built");
    }

    /** {@return the state after the package manager has answered} */
    static PackageState of(List<PendingUpdate> updates) {
        if (updates.isEmpty()) {
            return new PackageState(Status.UP_TO_DATE, List.of(), "an upgrade would change nothing");
        }
        long security = updates.stream().filter(PendingUpdate::isSecurity).count();
        String ofThem = security == 0 ? "" : ", " + security + " of them for security";
        return new PackageState(
                Status.UPDATES,
                updates,
                "an upgrade would install " + Plural.count(updates.size(), "package") + ofThem);
    }

    static PackageState unknown(String reason) {
        return new PackageState(Status.UNKNOWN, List.of(), reason);
    }

    /** {@return whether an update is known to be a security update} */
    public boolean hasSecurityUpdates() {
        return updates.stream().anyMatch(PendingUpdate::isSecurity);
    }
}

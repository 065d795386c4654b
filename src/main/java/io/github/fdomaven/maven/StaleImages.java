package io.github.fdomaven.maven;

import io.github.fdomaven.oci.Reference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.SessionData;

/**
 * The images that check-base has found stale in this run, so that a build-image later in it builds them anew, be it of another
 * module. They are kept where Maven keeps what belongs to a session; there they are plain strings, for another goal may have
 * another class loader.
 */
final class StaleImages {

    private static final String TO_BUILD = StaleImages.class.getName() + ".to-build";

    private final Set<String> toBuild;

    private StaleImages(Set<String> toBuild) {
        this.toBuild = toBuild;
    }

    /** The ones of a run of Maven, whichever of its modules they are of. */
    @SuppressWarnings("unchecked") // Nobody else writes there.
    static StaleImages of(SessionData session) {
        Set<String> fresh = ConcurrentHashMap.newKeySet();
        session.set(TO_BUILD, null, fresh);
        return new StaleImages((Set<String>) session.get(TO_BUILD));
    }

    void add(Reference image) {
        toBuild.add(image.toString());
    }

    /** Whether some are still to be built anew. */
    boolean isLeft() {
        return !toBuild.isEmpty();
    }

    boolean isToBuild(Reference image) {
        return toBuild.contains(image.toString());
    }

    void built(Reference image) {
        toBuild.remove(image.toString());
    }
}
